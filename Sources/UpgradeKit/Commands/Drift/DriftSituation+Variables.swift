import Editing
import Findings
import GitKit

extension DriftSituation {
  /// The variables that Compose takes for the files of a folder: from `.env` in it, or from the files that a person
  /// named; and what is wrong with that file.
  ///
  /// - Parameter folder: from the deployment's folder; empty for that itself.
  /// - Throws: ``UpgradeFailure`` when a file that a person named cannot be read.
  func variables(
    in folder: String
  ) throws(UpgradeFailure) -> (variables: ComposeVariables, problem: Finding?) {
    let isNamed = !options.environmentFiles.paths.isEmpty
    let path = folder.isEmpty ? ".env" : "\(folder)/.env"
    if let known = knownVariables[isNamed ? "" : path] { return known }
    let read: (variables: ComposeVariables, problem: Finding?)
    if let named = try named() {
      read = (ComposeVariables(named.environment.sources), nil)
    } else {
      read = try found(at: path)
    }
    knownVariables[isNamed ? "" : path] = read
    return read
  }

  private func found(
    at path: String
  ) throws(UpgradeFailure) -> (variables: ComposeVariables, problem: Finding?) {
    func problem(_ reason: String, line: Int? = nil) -> Finding {
      Finding(
        .environmentFileNotReadable, "\(path) can't be read: \(reason)",
        places: [Place(.deployment, path, line: line)],
        advice: ["fix that, or name another file with `--env-file`"])
    }
    let folder = try folder
    let text: SourceText
    do throws(FileSystemError) {
      guard let place = TreePath.optional(path), try folder.entry(at: place) != nil else {
        return (ComposeVariables([]), nil)
      }
      text = SourceText(try folder.file(at: place).content)
    } catch {
      return (ComposeVariables([]), problem(error.kind.reason))
    }
    do throws(EditingError) {
      return (ComposeVariables([EnvironmentSource(try EnvFile(text), at: path)]), nil)
    } catch {
      let line = error.offset.map(text.position)?.line
      return (ComposeVariables([]), problem(error.message, line: line))
    }
  }
}
