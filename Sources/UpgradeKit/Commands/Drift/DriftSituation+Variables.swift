import Editing
import Findings
import GitKit

extension DriftSituation {
  /// The variables that Compose takes for the files of a folder: from `.env` in it, or from the file that a person
  /// named; and what is wrong with that file.
  ///
  /// - Parameter folder: from the deployment's folder; empty for that itself.
  /// - Throws: ``UpgradeFailure`` when the file that a person named cannot be read.
  func variables(
    in folder: String
  ) throws(UpgradeFailure) -> (variables: ComposeVariables, problem: Finding?) {
    let source = options.environmentFile ?? (folder.isEmpty ? ".env" : "\(folder)/.env")
    if let known = knownVariables[source] { return known }
    let read = try readVariables(source)
    knownVariables[source] = read
    return read
  }

  private func readVariables(
    _ path: String
  ) throws(UpgradeFailure) -> (variables: ComposeVariables, problem: Finding?) {
    let isNamed = options.environmentFile != nil
    let shown = path.hasPrefix("/") ? String(path.split(separator: "/").last ?? "") : path
    var variables = ComposeVariables(path: shown, in: isNamed ? .patchSet : .deployment)
    func problem(_ reason: String, line: Int? = nil) -> Finding {
      Finding(
        .environmentFileNotReadable, "\(shown) can't be read: \(reason)",
        places: [Place(variables.tree, shown, line: line)],
        advice: ["mend that, or name another file with `--env-file`"])
    }
    let text: SourceText
    let folder = try folder
    do throws(FileSystemError) {
      guard let content = try isNamed ? FileAnywhere(path).read() : deployed(path, in: folder)
      else {
        return (variables, nil)
      }
      text = SourceText(content)
    } catch {
      guard !isNamed else { throw UpgradeFailure(error) }
      return (variables, problem(error.kind.reason))
    }
    do throws(EditingError) {
      variables.file = try EnvFile(text)
      return (variables, nil)
    } catch {
      return (variables, problem(error.message, line: error.offset.map(text.position)?.line))
    }
  }

  /// The bytes of a file of the deployment; `nil` when it is not there.
  private func deployed(
    _ path: String, in folder: Folder
  ) throws(FileSystemError) -> [UInt8]? {
    guard let path = try? TreePath(path), try folder.entry(at: path) != nil else { return nil }
    return try folder.file(at: path).content
  }
}
