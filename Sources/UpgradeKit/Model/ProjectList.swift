import GitKit

/// Which files of a deployment are run together.
///
/// What `COMPOSE_FILE` in `.env` names is run, and nothing else; else what the patch set says. Without both, Compose finds
/// a file and its override, and each further file is run with these. People may also run a project of a folder above
/// that takes these files in.
struct ProjectList {
  private(set) var projects: [DeploymentModel.Project] = []
  /// Whether the first project's files are part of all others.
  private(set) var hasBase = true
  /// Whether the patch set says which files are run together.
  private(set) var isListed = false
  private let services = ServiceCache()

  init(
    in directory: TreeFolder, lists: [[TreePath]], further: [TreePath], of files: ComposeFiles,
    environment: Result<ComposeEnvironment, ComposeProblem>? = nil
  ) {
    let selection: ComposeSelection
    do throws(ComposeProblem) {
      if let first = lists.first,
        try !ComposeSelection.isNamed(in: directory, of: files, environment)
      {
        for list in lists { add(list, files, try environment?.get()) }
        hasBase = lists.allSatisfy { Set($0).isSuperset(of: first) }
        isListed = true
        return
      }
      let environment = try environment?.get()
      let above = Self.above(directory, files, environment)
      if let above {
        selection = above
      } else {
        selection = try ComposeSelection(
          in: ComposeFolder(directory.text), of: files, environment: environment)
      }
    } catch {
      if error.kind == .absent {
        hasBase = false
        for path in further { add([path], files, nil) }
      } else {
        projects = [DeploymentModel.Project(files: [], outcome: .failure(error))]
      }
      return
    }
    add(selection.files, files, selection.variables)
    guard !selection.isNamed else { return }
    for path in further where !selection.files.contains(path) {
      add(selection.files + [path], files, selection.variables)
    }
  }

  /// What Compose runs in a folder above, when that takes in files of this one.
  private static func above(
    _ directory: TreeFolder, _ files: ComposeFiles, _ environment: ComposeEnvironment?
  ) -> ComposeSelection? {
    for folder in directory.above {
      do throws(ComposeProblem) {
        let selection = try ComposeSelection(
          in: ComposeFolder(folder.text), of: files, environment: environment)
        let project = try ComposeProject(
          files: selection.files, of: files, environment: selection.variables)
        if project.files.contains(where: { $0.isInside(directory.text) }) { return selection }
      } catch {
        // Mostly there is none; one that is refused is not what people run.
        continue
      }
    }
    return nil
  }

  private mutating func add(
    _ list: [TreePath], _ files: ComposeFiles, _ environment: ComposeEnvironment?
  ) {
    let outcome: Result<ComposeProject, ComposeProblem>
    do throws(ComposeProblem) {
      let selection = try ComposeSelection(list, of: files, environment: environment)
      do throws(ComposeProblem) {
        outcome = .success(try ComposeProject(selection, of: files, services))
      } catch {
        outcome = .failure(error.hiding(selection.variables))
      }
    } catch {
      outcome = .failure(error)
    }
    projects.append(DeploymentModel.Project(files: list, outcome: outcome))
  }
}
