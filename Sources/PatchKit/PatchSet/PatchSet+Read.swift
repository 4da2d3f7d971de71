package import GitKit

extension PatchSet {
  /// Reads a patch set: its manifest `patchset.yaml` and each patch's `<id>/patch.yaml`.
  ///
  /// - Parameters:
  ///   - files: everything in the patch set's folder.
  ///   - folder: what that folder is called in findings.
  ///   - vocabulary: the kinds of operations, guarantees and conditions that may be used.
  /// - Throws: ``ManifestError`` with everything that is wrong.
  package static func read(
    _ files: FileTree, folder: String = "patches", vocabulary: Vocabulary
  ) throws(ManifestError) -> PatchSet {
    var reader = PatchSetReader(files: files, folder: folder, vocabulary: vocabulary)
    return try reader.read()
  }
}
