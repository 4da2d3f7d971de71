import Editing
import Findings
package import GitKit

/// A release's files on their way to the generated tree.
package struct Workspace: Sendable {
  /// The release.
  package let release: ReleaseName
  /// The files as upstream tagged them.
  package let upstream: FileTree
  /// The files as they are now.
  package private(set) var files: FileTree
  /// Upstream's other releases.
  package let history: any UpstreamHistory
  /// The compose files that were read so far.
  package let readings: FileReadings
  /// The folder of the deployment's repository that the files are for.
  let folder: TreeFolder

  /// Makes a workspace of a release's files.
  package init(
    release: ReleaseName, upstream: FileTree, history: any UpstreamHistory = NoHistory(),
    readings: FileReadings = FileReadings(), folder: TreeFolder = .top
  ) {
    self.folder = folder
    self.release = release
    self.upstream = upstream
    self.history = history
    self.readings = readings
    files = upstream
  }

  /// The text that a manifest means at this release: `@release@` stands for the release's name.
  func expand(_ text: String) -> String {
    release.expand(text)
  }

  /// Sets, adds or (with `nil`) removes a file.
  package mutating func set(_ path: TreePath, to file: FileTree.File?) {
    files[path] = file
  }

  /// The file that an operation names: at its path, or where upstream moved it.
  ///
  /// - Throws: ``OperationFailure`` when the release has no such file, or it is not a plain one.
  func locate(_ path: TreePath) throws(OperationFailure) -> (
    path: TreePath, movedFrom: TreePath?
  ) {
    if let file = files[path] {
      guard file.mode.isFile else {
        throw OperationFailure(
          .editedFileMissing, "\(path) is a \(file.mode.noun) in \(release), not a file",
          file: path,
          advice: ["see what upstream means by it; a deployment gets plain files only"])
      }
      return (path, nil)
    }
    if let moved = history.destination(of: path), files[moved]?.mode.isFile == true {
      return (moved, path)
    }
    throw OperationFailure(
      .editedFileMissing, "\(path) does not exist in \(release)", file: nil,
      advice: ["add a variant for the layout that \(release) has, or retire the patch"])
  }
}
