import Editing
import Findings
import GitKit

/// The list `patches` of a patch set's manifest.
enum PatchList {
  /// A patch set's files with one more patch, behind the others; `nil` when the list has a form that can't be added to.
  static func adding(_ id: String, _ patch: FileTree, to files: FileTree) -> FileTree? {
    var files = files
    for path in patch.paths {
      if let place = TreePath.optional("\(id)/\(path)") { files[place] = patch[path] }
    }
    guard let manifest = TreePath.optional("patchset.yaml"), let old = files[manifest],
      let new = adding(id, to: old.content)
    else { return nil }
    files[manifest] = FileTree.File(mode: old.mode, content: new)
    return files
  }

  /// Why no patch can be added.
  static func unknownForm(_ places: Places) -> UpgradeFailure {
    let name = PatchSetFolder.shownName(places.patches) + "/patchset.yaml"
    return UpgradeFailure(
      .unreadableManifest, "the list of patches in \(name) has a form that can't be added to",
      places: [Place(.patchSet, name)],
      advice: ["write it as one item below the other, then run again"])
  }

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
