import Findings
import GitKit
import PatchKit

/// A patch set that is being changed, with what it makes of the locked release.
struct PatchSetDraft {
  /// The files of the patch set's folder.
  private(set) var files: FileTree
  /// The patch set.
  let set: PatchSet
  /// What it makes of the locked release.
  let inputs: UpgradeInputs

  /// Begins with the patch set as it is.
  init(_ context: Context, at release: Release) throws(UpgradeFailure) {
    set = context.patchSet
    files = set.files
    inputs = try context.sources.inputs(for: release)
  }

  /// A patch set of some files.
  ///
  /// - Throws: ``UpgradeFailure`` with what is wrong with the manifests.
  private init(
    _ files: FileTree, _ context: Context, at release: Release
  ) throws(UpgradeFailure) {
    self.files = files
    do throws(ManifestError) {
      set = try PatchSetFolder.read(
        files, folder: PatchSetFolder.shownName(context.places.patches))
    } catch {
      throw UpgradeFailure(error.findings)
    }
    inputs = UpgradeInputs(
      patchSet: set, patchSetID: try set.treeID(), release: release,
      generation: try context.sources.generation(of: release, with: set),
      ownURL: try context.sources.openUpstream().ownURL)
  }

  /// The same with some files changed.
  func with(
    _ changes: [TreePath: FileTree.File], _ context: Context
  ) throws(UpgradeFailure) -> PatchSetDraft {
    var files = files
    for (path, file) in changes { files[path] = file }
    return try PatchSetDraft(files, context, at: inputs.release)
  }

  /// The same with one more patch, behind the others.
  ///
  /// - Throws: ``UpgradeFailure`` when the list of patches has a form that can't be added to.
  func adding(
    _ id: String, _ patch: FileTree, _ context: Context
  ) throws(UpgradeFailure) -> PatchSetDraft {
    guard let files = PatchList.adding(id, patch, to: files) else {
      throw PatchList.unknownForm(context.places)
    }
    let draft = try PatchSetDraft(files, context, at: inputs.release)
    guard draft.set.patches.map(\.id) == set.patches.map(\.id) + [id] else {
      throw PatchList.unknownForm(context.places)
    }
    return draft
  }

  /// The files that differ from another draft's, with what they are now; `nil` for those that are gone.
  func changes(since old: PatchSetDraft) -> [TreePath: FileTree.File?] {
    var changes: [TreePath: FileTree.File?] = [:]
    for path in Set(files.paths + old.files.paths) where files[path] != old.files[path] {
      changes.updateValue(files[path], forKey: path)
    }
    return changes
  }

  subscript(path: TreePath) -> FileTree.File? { files[path] }
}
