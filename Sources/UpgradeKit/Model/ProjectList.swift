import GitKit

/// Which files of a deployment are run together.
///
/// What `COMPOSE_FILE` in `.env` names is run, and nothing else. Without it Compose finds a file and its override; each
/// further file is run with these.
struct ProjectList {
  private(set) var projects: [DeploymentModel.Project] = []

  init(in directory: TreePath, further: [TreePath], of files: ComposeFiles) {
    let selection: ComposeSelection
    do throws(ComposeProblem) {
      selection = try ComposeSelection(in: ComposeFolder(directory.text), of: files)
    } catch {
      if error.kind == .absent {
        for path in further { add([path], files) }
      } else {
        projects = [DeploymentModel.Project(files: [], outcome: .failure(error))]
      }
      return
    }
    add(selection.files, files)
    guard !selection.isNamed else { return }
    for path in further where !selection.files.contains(path) {
      add(selection.files + [path], files)
    }
  }

  private mutating func add(_ list: [TreePath], _ files: ComposeFiles) {
    let outcome: Result<ComposeProject, ComposeProblem>
    do throws(ComposeProblem) {
      outcome = .success(try ComposeProject(files: list, of: files))
    } catch {
      outcome = .failure(error)
    }
    projects.append(DeploymentModel.Project(files: list, outcome: outcome))
  }
}
