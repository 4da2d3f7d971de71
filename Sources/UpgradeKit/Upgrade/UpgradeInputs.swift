import GitKit
import PatchKit
import ReportKit

/// What an upgrade goes by, once it is read: nothing of it changes any more.
struct UpgradeInputs {
  let patchSet: PatchSet
  /// The id of the patch set's folder.
  let patchSetID: ObjectID
  let release: Release
  let generation: Generation

  /// What of the patches' guarantees people's changes take away, when the generated files are in a deployment already.
  ///
  /// - Parameter changes: what is yet to be written.
  func losses(in deployment: Folder, after changes: ChangeSet) -> [Finding] {
    var files: [TreePath: FileTree.File] = [:]
    for path in generation.tree.paths {
      let place = patchSet.deployment.directory.appending(path)
      if let change = changes.changes[place] {
        files[path] = change.after
      } else if case .file? = try? deployment.entry(at: place)?.kind {
        files[path] = try? deployment.file(at: place)
      }
    }
    return generation.losses(in: FileTree(files))
  }
}
