import CLibGit2

extension Repository {
  /// The filters that git stores files through, by the paths from the top of the work tree: `lfs`, `git-crypt`.
  ///
  /// What a commit has of such a file are not the file's own bytes.
  ///
  /// - Parameter paths: the files to ask for; they need not exist.
  package func filters(of paths: [TreePath]) throws(GitError) -> [TreePath: String] {
    var filters: [TreePath: String] = [:]
    for path in paths {
      var value: UnsafePointer<CChar>?
      let code = git_attr_get(
        &value, pointer, UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX), path.text, "filter")
      try LibGit2.check(code, "read the attributes of `\(path)`")
      if git_attr_value(value) == GIT_ATTR_VALUE_STRING { filters[path] = text(value) }
    }
    return filters
  }
}
