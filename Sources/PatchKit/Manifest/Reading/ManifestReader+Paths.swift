import Editing
import Findings
import GitKit

extension ManifestReader {
  /// Reads a path inside a tree.
  mutating func path(_ text: String, at node: YAMLNode) -> TreePath? {
    do {
      return try TreePath(text)
    } catch {
      let code: FindingCode =
        switch error {
        case .empty, .emptyComponent: .invalidManifestValue
        case .absolute, .leavesTree, .gitFolder, .controlCharacter, .backslash: .pathLeavesTree
        }
      report(code, error.description, at: place(of: node))
      return nil
    }
  }

  /// The file of the patch at a path.
  mutating func patchFile(_ path: TreePath, at node: YAMLNode) -> ManifestValue? {
    guard path.text != PatchManifest.fileName else {
      report(
        .invalidManifestValue, "a patch must not use its own manifest as a file",
        at: place(of: node))
      return nil
    }
    guard let file = patchFiles[path] else {
      let advice =
        patchFiles.hasFolder(path.text) ? ["`\(path)` is a folder; name a file in it"] : []
      report(
        .missingPatchFile, "the file `\(path)` is not in the patch's folder", at: place(of: node),
        evidence: Suggestion.evidence(for: path.text, in: patchFiles.paths.lazy.map(\.text)),
        advice: advice)
      return nil
    }
    guard file.mode.isFile else {
      report(
        .missingPatchFile, "`\(path)` in the patch's folder must be a plain file",
        at: place(of: node), evidence: ["its mode is \(file.mode.octal)"])
      return nil
    }
    return .patchFile(PatchFile(path: path, file: file))
  }

  /// The files of the patch in a folder.
  mutating func patchFolder(_ path: TreePath, at node: YAMLNode) -> ManifestValue? {
    var files = FileTree()
    for inner in patchFiles.paths where inner.text != path.text && inner.isInside(path.text) {
      guard let file = patchFiles[inner],
        let name = try? TreePath(String(inner.text.dropFirst(path.text.count + 1)))
      else { continue }
      guard file.mode.isFile else {
        report(
          .missingPatchFile, "`\(inner)` in the patch's folder must be a plain file",
          at: place(of: node), evidence: ["its mode is \(file.mode.octal)"])
        return nil
      }
      files[name] = file
    }
    guard files.count > 0 else {
      let folders = Set(patchFiles.paths.map(\.folder)).subtracting([""]).sorted()
      report(
        .missingPatchFile, "the folder `\(path)` is not in the patch's folder",
        at: place(of: node), evidence: Suggestion.evidence(for: path.text, in: folders))
      return nil
    }
    return .patchFolder(PatchFolder(path: path, files: files))
  }
}
