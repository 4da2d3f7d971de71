import Findings
import GitKit
import PatchKit

/// What an upgrade goes by, once it is read: nothing of it changes any more.
struct UpgradeInputs {
  let patchSet: PatchSet
  /// The id of the patch set's folder.
  let patchSetID: ObjectID
  let release: Release
  let generation: Generation
  /// What the lock says of where upstream is, unless it is what the patch set says.
  var ownURL: String?

  /// What of the patches' guarantees people's changes take away, when the generated files are in a deployment already.
  ///
  /// - Parameter changes: what is yet to be written.
  /// - Throws: ``UpgradeFailure`` when a file cannot be read.
  func losses(
    in deployment: Folder, after changes: ChangeSet
  ) throws(UpgradeFailure) -> [Finding] {
    let generated = try lock().generated
    var files: [TreePath: FileTree.File] = [:]
    do throws(FileSystemError) {
      let state = try DeploymentState(of: deployment, generated: generated, coming: [])
      for path in generation.tree.paths {
        let place = generated.directory.appending(path)
        if let change = changes.changes[place] {
          files[path] = change.after
          continue
        }
        switch state.files[place] {
        case .untouched: files[path] = generation.tree[path]
        case .edited, .modeChanged: files[path] = try deployment.file(at: place)
        case .deleted, .replaced, nil: continue
        }
      }
    } catch {
      throw UpgradeFailure(error)
    }
    return generation.losses(in: FileTree(files))
  }
}
