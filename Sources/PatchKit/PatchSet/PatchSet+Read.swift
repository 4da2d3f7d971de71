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

extension Patch {
  /// Reads a patch that no set has yet.
  ///
  /// - Parameter files: the files of its folder, by their paths in it.
  /// - Throws: ``ManifestError`` with all that is wrong with it.
  package static func alone(
    _ files: FileTree, id: String, vocabulary: Vocabulary
  ) throws(ManifestError) -> Patch? {
    var set = FileTree()
    do throws(TreePathError) {
      for path in files.paths { set[try TreePath("\(id)/\(path)")] = files[path] }
      set[try TreePath("patchset.yaml")] = FileTree.File(
        content: Array(
          """
          format: 1
          name: alone
          upstream: {url: "https://example.org/upstream.git", releases: "stable-*"}
          deployment: {directory: ., include: ["**"]}
          patches: [\(id)]

          """.utf8))
    } catch {
      return nil
    }
    var reader = PatchSetReader(files: set, folder: "patches", vocabulary: vocabulary)
    return try reader.read().patches.first
  }
}
