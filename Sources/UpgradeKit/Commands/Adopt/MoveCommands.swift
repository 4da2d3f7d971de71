import GitKit

/// The commands that bring files to where they are generated, to be run in the deployment's folder.
struct MoveCommands {
  let deployment: DeploymentFiles
  /// Whether git has to know of the move.
  let isRepository: Bool

  private var move: String { isRepository ? "git mv" : "mv" }

  /// How one file gets to another place.
  func advice(_ path: TreePath, to place: TreePath) -> [String] {
    let command = "\(move) \(ShellWord.quoted(path.text)) \(ShellWord.quoted(place.text))"
    return [sentence(folder(place.folder) + command)]
  }

  /// How files get from one folder into another.
  func advice(_ paths: [TreePath], from folder: String, to other: TreePath) -> [String] {
    if !folder.isEmpty, !deployment.hasFolder(other.text), !other.isInside(folder) {
      let command = "\(move) \(ShellWord.quoted(folder)) \(ShellWord.quoted(other.text))"
      return [sentence(self.folder(other.folder) + command)]
    }
    let depth = folder.isEmpty ? 0 : folder.split(separator: "/").count
    var entries: [String] = []
    for path in paths {
      let entry = path.components.prefix(depth + 1).joined(separator: "/")
      if !entries.contains(entry) { entries.append(entry) }
    }
    let command = "\(move) \(entries.map(ShellWord.quoted).joined(separator: " ")) "
    return [sentence(self.folder(other.text) + command + ShellWord.quoted(other.text + "/"))]
  }

  private func sentence(_ command: String) -> String {
    "in the deployment's folder: `\(command)`; then run again"
  }

  /// The command that makes a folder, when it is not there.
  private func folder(_ path: String) -> String {
    path.isEmpty || deployment.hasFolder(path) ? "" : "mkdir -p \(ShellWord.quoted(path)) && "
  }
}
