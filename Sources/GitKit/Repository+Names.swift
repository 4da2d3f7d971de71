internal import CLibGit2

extension Repository {
  /// The names at the top of a commit or tree, in git's order; bytes that are not UTF-8 are replaced by U+FFFD.
  package func names(of id: ObjectID) throws(GitError) -> [String] {
    try withTree(id) { tree in
      (0..<git_tree_entrycount(tree)).compactMap { index in
        git_tree_entry_byindex(tree, index).flatMap { git_tree_entry_name($0) }
          .map { String(cString: $0) }
      }
    }
  }
}
