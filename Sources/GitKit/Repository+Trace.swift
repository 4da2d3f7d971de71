import CLibGit2

/// What is told of one commit while something is traced back through the history.
struct TraceStep<State> {
  /// Whether the commit is one of those looked for.
  let isFound: Bool
  /// What to look for in which parents; none for a parent that doesn't matter.
  let parents: [(id: ObjectID, state: State)]
}

extension Repository {
  /// Traces something back through `old..new`: only commits that a child's step names are looked at.
  ///
  /// - Parameters:
  ///   - start: what to look for in `new`.
  ///   - join: what to look for when two children name the same commit.
  ///   - step: tells whether a commit matters, and how to go on.
  /// - Returns: the commits found, the newest first.
  func trace<State>(
    from old: ObjectID?,
    to new: ObjectID,
    start: State,
    join: (State, State) -> State,
    step: (OpaquePointer, State) throws(GitError) -> TraceStep<State>
  ) throws(GitError) -> [Commit] {
    var pending = [new: start]
    var found: [Commit] = []
    try walk(from: old, to: new) { id throws(GitError) in
      guard let state = pending.removeValue(forKey: id) else { return true }
      let step = try withCommit(id) { commit throws(GitError) in try step(commit, state) }
      if step.isFound { found.append(try commit(id)) }
      for parent in step.parents {
        pending[parent.id] = pending[parent.id].map { join($0, parent.state) } ?? parent.state
      }
      return !pending.isEmpty
    }
    return found
  }
}
