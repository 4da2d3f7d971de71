extension CommitRange {
  /// A commit since which something does not hold any more that held before the range.
  ///
  /// It is found by halving, so few commits are looked at. Where something broke, was mended and broke again, it is one
  /// of the commits that broke it.
  ///
  /// - Parameter holds: looks at all of a commit's files.
  /// - Returns: a commit for which it does not hold, and for whose first parent it does; `nil` when it holds for the
  ///   newest commit, or did not hold before the range.
  package func firstCommit(
    where holds: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) -> ObjectID? {
    guard let old, old != new, try !holds(new), try holds(old) else { return nil }
    return try firstCommit(upTo: new, where: holds)
  }

  /// - Parameter tip: a commit for which it does not hold.
  private func firstCommit(
    upTo tip: ObjectID, where holds: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) -> ObjectID {
    var tip = tip
    while true {
      var chain = [tip]
      while let parent = chain.last.flatMap({ parents(of: $0).first }), contains(parent) {
        chain.append(parent)
      }
      // It fails at `failing`; behind the end of the chain lies what was before the range.
      var (failing, holding) = (0, chain.count)
      while holding - failing > 1 {
        let middle = (failing + holding) / 2
        if try holds(chain[middle]) { holding = middle } else { failing = middle }
      }
      let found = chain[failing]
      // A merge may have brought it from another side.
      var side: ObjectID?
      for parent in parents(of: found).dropFirst() where contains(parent) {
        if try !holds(parent) {
          side = parent
          break
        }
      }
      guard let side else { return found }
      tip = side
    }
  }
}
