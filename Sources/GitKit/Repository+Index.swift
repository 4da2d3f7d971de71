import CLibGit2

extension Repository {
  /// Which of some files and folders git tracks: the index has them, or something below them.
  ///
  /// - Parameter paths: from the top of the work tree.
  package func tracked(_ paths: [TreePath]) throws(GitError) -> Set<TreePath> {
    let index = try readIndex()
    defer { git_index_free(index) }
    return Set(
      paths.filter { path in
        var position = 0
        return git_index_get_bypath(index, path.text, 0) != nil
          || git_index_find_prefix(&position, index, path.text + "/") == 0
      })
  }

  /// Whether git is told to ignore a path, whether or not anything is there.
  ///
  /// - Parameter path: from the top of the work tree.
  package func isIgnored(_ path: TreePath) throws(GitError) -> Bool {
    var isIgnored: Int32 = 0
    try LibGit2.check(
      git_ignore_path_is_ignored(&isIgnored, pointer, path.text),
      "look whether `\(path)` is ignored")
    return isIgnored != 0
  }

  /// The index; who calls frees it.
  func readIndex() throws(GitError) -> OpaquePointer {
    do throws(GitError) {
      return try LibGit2.make("read the index") { git_repository_index(&$0, pointer) }
    } catch {
      // What libgit2 does not know of an index is the kind that leaves out whole folders.
      guard error.kind == .other else { throw error }
      throw error.with(kind: .unsupported)
    }
  }
}
