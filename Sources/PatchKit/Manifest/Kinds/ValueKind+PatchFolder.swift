import Editing
import Findings
package import GitKit

/// A folder in a patch's own folder that its manifest names.
package struct PatchFolder: Sendable, Hashable {
  /// The path in the patch's folder.
  package let path: TreePath
  /// The files in it, by their paths in this folder.
  package let files: FileTree
}

extension ValueKind where Value == PatchFolder {
  /// The path of a folder in the patch's own folder; at least one file must be in it.
  package static let patchFolder = ValueKind.inPatchFolder(
    "the path of a folder in the patch's folder"
  ) { (path, all, _) throws(Refusal) in
    var files = FileTree()
    for inner in all.paths where inner.text != path.text && inner.isInside(path.text) {
      guard let file = all[inner],
        let name = try? TreePath(String(inner.text.dropFirst(path.text.count + 1)))
      else { continue }
      try file.checkIsFile(inner)
      files[name] = file
    }
    guard files.count > 0 else {
      let folders = Set(all.paths.map(\.folder)).subtracting([""]).sorted()
      throw Refusal(
        "the folder `\(path)` is not in the patch's folder", .missingPatchFile,
        evidence: Suggestion.evidence(for: path.text, in: folders))
    }
    return PatchFolder(path: path, files: files)
  }
}
