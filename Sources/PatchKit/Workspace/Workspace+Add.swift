import Findings
import GitKit

extension Workspace {
  /// Adds a file where upstream has none, or the very same.
  mutating func add(
    _ file: FileTree.File, at path: TreePath
  ) throws(OperationFailure) -> Effect {
    if let present = files[path] {
      guard present == file else {
        throw OperationFailure(
          .addedFileExists, "\(path) is there in \(release), with other content or mode",
          file: path, advice: ["give the file another path, or edit upstream's instead"])
      }
      return Effect(file: path, already: [1])
    }
    if let obstacle = obstacle(to: path) {
      throw OperationFailure(
        .addedFileExists, "\(path) cannot be added, because of \(obstacle) in \(release)",
        file: obstacle, advice: ["give the file another path"])
    }
    set(path, to: file)
    return Effect(file: path, changed: [1])
  }

  /// A file or link where a path needs a folder, or a file in a folder that has the path's name.
  private func obstacle(to path: TreePath) -> TreePath? {
    path.folders.first { files[$0] != nil } ?? files.paths(below: path.text).first
  }
}
