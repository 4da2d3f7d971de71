import Editing
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
    var files = files
    for path in patch.paths {
      if let place = TreePath.optional("\(id)/\(path)") { files[place] = patch[path] }
    }
    guard let manifest = TreePath.optional("patchset.yaml"), let old = files[manifest],
      let new = PatchList.adding(id, to: old.content)
    else { throw Self.unknownForm(context) }
    files[manifest] = FileTree.File(mode: old.mode, content: new)
    let draft = try PatchSetDraft(files, context, at: inputs.release)
    guard draft.set.patches.map(\.id) == set.patches.map(\.id) + [id] else {
      throw Self.unknownForm(context)
    }
    return draft
  }

  private static func unknownForm(_ context: Context) -> UpgradeFailure {
    let name = PatchSetFolder.shownName(context.places.patches) + "/patchset.yaml"
    return UpgradeFailure(
      .unreadableManifest, "the list of patches in \(name) has a form that can't be added to",
      places: [Place(.patchSet, name)],
      advice: ["write it as one item below the other, then run again"])
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

/// The list `patches` of a patch set's manifest.
enum PatchList {
  /// The manifest with one more patch at the end of its list; `nil` when the list has a form that can't be added to.
  static func adding(_ id: String, to manifest: [UInt8]) -> [UInt8]? {
    let text = SourceText(manifest)
    guard let document = try? YAMLDocument(text), let list = document.root["patches"],
      let items = list.items
    else { return nil }
    let edit: Edit
    if list.style == .flow {
      guard let end = text.bytes[list.contentSpan].lastIndex(of: UInt8(ascii: "]")) else {
        return nil
      }
      edit =
        if let last = items.last {
          Edit(inserting: ", \(id)", at: last.contentSpan.upperBound)
        } else { Edit(inserting: id, at: end) }
    } else {
      guard let last = items.last else { return nil }
      let line = text.lineIndex(at: last.contentSpan.lowerBound)
      let indentation = text.line(line).prefix { $0 == " " }
      let end = text.lineRange(line).upperBound
      let isOpen = end == text.bytes.count && text.bytes.last != UInt8(ascii: "\n")
      let item = "\(indentation)- \(id)"
      edit = Edit(
        inserting: isOpen ? text.lineEnding + item : item + text.lineEnding, at: end)
    }
    return text.applying([edit]).bytes
  }
}
