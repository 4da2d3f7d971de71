import CLibGit2

extension Repository {
  /// The commits that are in the history of one commit and not in another's: `old..new`.
  ///
  /// - Parameters:
  ///   - old: where the history ends; `nil` for all of it.
  ///   - new: where it begins.
  /// - Returns: the newest first, no parent before its children.
  /// - Throws: ``GitError/Kind/unsupported`` when the history was cut by a shallow clone.
  package func history(from old: ObjectID?, to new: ObjectID) throws(GitError) -> [Commit] {
    var commits: [Commit] = []
    try walk(from: old, to: new) { id throws(GitError) in
      commits.append(try commit(id))
      return true
    }
    return commits
  }

  /// How many commits are in the history of one commit and not in another's: of `old..new`.
  ///
  /// - Throws: ``GitError/Kind/notFound`` when one of the two is not there.
  package func distance(from old: ObjectID, to new: ObjectID) throws(GitError) -> Int {
    var (ahead, behind) = (0, 0)
    var (new, old) = (new.oid, old.oid)
    try LibGit2.check(
      git_graph_ahead_behind(&ahead, &behind, pointer, &new, &old), "count the commits between two")
    return ahead
  }

  /// The newest commit in a history whose object at a path is a given one; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - object: a blob's id, or a tree's for a folder.
  ///   - path: from the top of the tree.
  ///   - head: where to begin to look.
  package func newestCommit(
    having object: ObjectID,
    at path: TreePath,
    in head: ObjectID
  ) throws(GitError) -> ObjectID? {
    var found: ObjectID?
    try walk(from: nil, to: head) { id throws(GitError) in
      if try self.object(at: path, in: id) == object { found = id }
      return found == nil
    }
    return found
  }

  /// Visits `old..new` until `visit` says no, the newest first.
  func walk(
    from old: ObjectID?,
    to new: ObjectID,
    _ visit: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    let operation = "walk the history of \(new.short)"
    let walk = try LibGit2.make(operation) { git_revwalk_new(&$0, pointer) }
    defer { git_revwalk_free(walk) }
    do throws(GitError) {
      git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue)
      var id = new.oid
      try LibGit2.check(git_revwalk_push(walk, &id), operation)
      if var old = old?.oid { try LibGit2.check(git_revwalk_hide(walk, &old), operation) }
      while true {
        let code = git_revwalk_next(&id, walk)
        if code == GIT_ITEROVER.rawValue { break }
        try LibGit2.check(code, operation)
        if try !visit(ObjectID(id)) { break }
      }
    } catch {
      guard isShallow, error.kind == .notFound || error.kind == .corrupt else { throw error }
      throw error.with(
        kind: .unsupported,
        message: "the clone is shallow, its history is cut; complete it: git fetch --unshallow")
    }
  }
}
