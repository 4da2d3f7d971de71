extension Repository {
  /// The files of a tree, read.
  ///
  /// - Parameters:
  ///   - id: a commit, an annotated tag or a tree.
  ///   - isIncluded: which entries to read; all unless told otherwise.
  ///   - cache: where files and folders are kept when many releases are read.
  /// - Returns: the files. A symbolic link's bytes are its target, a submodule's the 40 digits of its commit.
  package func fileTree(
    _ id: ObjectID,
    where isIncluded: (TreePath, FileMode) -> Bool = { _, _ in true },
    cache: ObjectCache? = nil
  ) throws(GitError) -> FileTree {
    var files: [TreePath: FileTree.File] = [:]
    for entry in try tree(id, cache: cache) where isIncluded(entry.path, entry.mode) {
      let content = try content(of: entry, cache)
      files[entry.path] = FileTree.File(mode: entry.mode, content: content)
    }
    return FileTree(files)
  }

  private func content(
    of entry: TreeEntry,
    _ cache: ObjectCache?
  ) throws(GitError) -> [UInt8] {
    guard entry.mode != .submodule else { return Array(entry.id.hex.utf8) }
    do throws(GitError) {
      return if let cache { try cache.blob(entry.id) } else { try blob(entry.id) }
    } catch {
      throw error.ofReachableObject.with(operation: "read `\(entry.path)`")
    }
  }
}
