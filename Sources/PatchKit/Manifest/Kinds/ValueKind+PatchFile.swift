import Editing
import Findings
package import GitKit

/// A file in a patch's own folder that its manifest names.
package struct PatchFile: Sendable, Hashable {
  /// The path in the patch's folder.
  package let path: TreePath
  /// The mode and bytes.
  package let file: FileTree.File
}

extension ValueKind where Value == PatchFile {
  /// The path of a file in the patch's own folder; the file must be there.
  package static let patchFile = ValueKind.inPatchFolder(
    "the path of a file in the patch's folder", read)

  private static func read(
    _ path: TreePath, _ files: FileTree, manifest: Substring
  ) throws(Refusal) -> PatchFile {
    guard path.text != manifest else {
      throw Refusal("a patch must not use its own manifest as a file")
    }
    guard let file = files[path] else {
      throw Refusal(
        "the file `\(path)` is not in the patch's folder", .missingPatchFile,
        evidence: Suggestion.evidence(for: path.text, in: files.paths.lazy.map(\.text)),
        advice: files.hasFolder(path.text) ? ["`\(path)` is a folder; name a file in it"] : [])
    }
    try file.checkIsFile(path)
    return PatchFile(path: path, file: file)
  }
}

extension ValueKind {
  /// A path that stands for something in the patch's own folder.
  ///
  /// - Parameter find: is given the folder's files, and the manifest's own name.
  static func inPatchFolder(
    _ phrase: String,
    _ find: @escaping @Sendable (TreePath, FileTree, Substring) throws(Refusal) -> Value
  ) -> ValueKind {
    let path = ValueKind<TreePath>.path
    let describe: @Sendable () -> ValueDescription = {
      var description = path.description()
      description.phrase = phrase
      return description
    }
    return ValueKind(describe) { node, label, reader in
      guard let path = path.read(node, label, &reader) else { return nil }
      let files = reader.patchFiles
      let manifest = reader.source.file.split(separator: "/").last ?? ""
      return reader.attempt(node, label, describe) { () throws(Refusal) in
        try find(path, files, manifest)
      }
    }
  }
}

extension FileTree.File {
  /// Refuses what is no plain file.
  func checkIsFile(_ path: TreePath) throws(Refusal) {
    guard !mode.isFile else { return }
    throw Refusal(
      "`\(path)` in the patch's folder must be a plain file", .missingPatchFile,
      evidence: ["its mode is \(mode.octal)"])
  }
}
