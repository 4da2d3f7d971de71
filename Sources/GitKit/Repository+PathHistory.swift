import CLibGit2

extension Repository {
  /// The commits in `old..new` that changed a file: its bytes, its mode, whether it is there.
  ///
  /// A merge that took the file from one side as it was is passed over, and only that side is followed, as `git log` does.
  ///
  /// - Returns: the newest first.
  package func history(
    of path: TreePath,
    from old: ObjectID?,
    to new: ObjectID
  ) throws(GitError) -> [Commit] {
    try trace(from: old, to: new, start: (), join: { _, _ in }) { commit, _ throws(GitError) in
      let own = try entry(at: path, of: commit)
      let parents = Self.parents(commit)
      for parent in parents {
        let before = try withCommit(parent) { parent throws(GitError) in
          try entry(at: path, of: parent)
        }
        if before?.id == own?.id && before?.mode == own?.mode {
          return TraceStep(isFound: false, parents: [(parent, ())])
        }
      }
      return TraceStep(
        isFound: !parents.isEmpty || own != nil, parents: parents.map { ($0, ()) })
    }
  }

  /// The commit in `old..new` since which a condition on a file does not hold any more.
  ///
  /// - Parameters:
  ///   - path: the file; moves are not followed.
  ///   - holds: the condition, on the file's bytes; `nil` when the file is not there.
  /// - Returns: the first commit after the last one for which it held; `nil` when it holds for `new`,
  ///   or held for none in between.
  package func firstCommit(
    from old: ObjectID?,
    to new: ObjectID,
    path: TreePath,
    where holds: ([UInt8]?) -> Bool
  ) throws(GitError) -> Commit? {
    var known: [ObjectID?: Bool] = [:]
    func holdsIn(_ commit: ObjectID) throws(GitError) -> Bool {
      let id = try object(at: path, in: commit)
      if let answer = known[id] { return answer }
      let answer = holds(try id.map { id throws(GitError) in try blob(id) })
      known[id] = answer
      return answer
    }
    guard try !holdsIn(new) else { return nil }
    for commit in try history(of: path, from: old, to: new) where try !holdsIn(commit.id) {
      for parent in commit.parents where try holdsIn(parent) {
        return commit
      }
    }
    return nil
  }
}
