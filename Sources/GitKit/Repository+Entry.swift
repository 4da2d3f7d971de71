import CLibGit2

extension Repository {
  /// What stands at a path of a commit.
  package enum Entry: Sendable, Hashable {
    /// A file, a symbolic link or a submodule, with the id of its bytes or commit.
    case file(FileMode, ObjectID)
    /// A folder, with the id of its tree.
    case folder(ObjectID)
  }

  /// What stands at a path of a commit; `nil` when nothing does.
  ///
  /// - Throws: ``GitError/Kind/corrupt`` for a mode that git does not have.
  package func entry(at path: TreePath, in commit: ObjectID) throws(GitError) -> Entry? {
    let found = try withCommit(commit) { commit throws(GitError) in
      try self.entry(at: path, of: commit)
    }
    guard let (id, raw) = found else { return nil }
    if raw == GIT_FILEMODE_TREE.rawValue { return .folder(id) }
    guard let mode = FileMode(rawValue: UInt16(truncatingIfNeeded: raw)) else {
      throw GitError(
        .corrupt, operation: "look up `\(path)`",
        message: "it has the mode \(String(raw, radix: 8))")
    }
    return .file(mode, id)
  }
}
