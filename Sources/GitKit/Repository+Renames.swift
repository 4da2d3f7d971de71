import CLibGit2

/// A file that moved between two trees.
package struct Rename: Sendable, Hashable {
  /// Where it was.
  package let old: TreePath
  /// Where it is.
  package let new: TreePath
  /// How much of it stayed the same, in percent.
  package let similarity: Int

  /// Makes a rename.
  package init(old: TreePath, new: TreePath, similarity: Int) {
    self.old = old
    self.new = new
    self.similarity = similarity
  }
}

extension Repository {
  /// The files that moved between two trees, sorted by their new path.
  ///
  /// - Parameters:
  ///   - old: a commit, an annotated tag or a tree.
  ///   - new: another.
  ///   - threshold: how similar a file must be to count as moved, in percent.
  package func renames(
    from old: ObjectID,
    to new: ObjectID,
    threshold: UInt16 = 50
  ) throws(GitError) -> [Rename] {
    let operation = "find what moved from \(old.short) to \(new.short)"
    let diff = try withTree(old) { old throws(GitError) in
      try withTree(new) { new throws(GitError) in
        try LibGit2.make(operation) { git_diff_tree_to_tree(&$0, pointer, old, new, nil) }
      }
    }
    defer { git_diff_free(diff) }
    var options = git_diff_find_options()
    git_diff_find_options_init(&options, UInt32(GIT_DIFF_FIND_OPTIONS_VERSION))
    options.flags = GIT_DIFF_FIND_RENAMES.rawValue
    options.rename_threshold = threshold
    // The default of 200 is less than what distant releases differ by.
    options.rename_limit = 2_000
    try LibGit2.check(git_diff_find_similar(diff, &options), operation)

    var renames: [Rename] = []
    for index in 0..<git_diff_num_deltas(diff) {
      guard let delta = git_diff_get_delta(diff, index)?.pointee,
        delta.status == GIT_DELTA_RENAMED
      else { continue }
      do throws(TreePathError) {
        renames.append(
          Rename(
            old: try TreePath(text(delta.old_file.path)),
            new: try TreePath(text(delta.new_file.path)),
            similarity: Int(delta.similarity)
          )
        )
      } catch {
        throw GitError(.invalidPath, operation: operation, message: error.description)
      }
    }
    return renames.sorted { $0.new < $1.new }
  }
}
