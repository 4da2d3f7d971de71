import GitKit

extension Upstream {
  /// The tip of upstream's default branch, as a state of upstream; `nil` before the first commit.
  func defaultBranch() throws(UpgradeFailure) -> Release? {
    let tip = try read { () throws(GitError) in try repository.head() }
    return try tip.map { (tip) throws(UpgradeFailure) in try release(of: tip) }
  }

  /// The first commit in `old..new` for which something is so, and isn't for the one before it. Where that is a merge,
  /// the first one of the branch that it brought in. `nil` when it was so before.
  func firstCommit(
    from old: ObjectID, to new: ObjectID,
    where isNew: (ObjectID) throws(UpgradeFailure) -> Bool
  ) throws(UpgradeFailure) -> Commit? {
    let commits = try read { () throws(GitError) in
      try repository.history(from: old, to: new)
    }
    let known = Dictionary(uniqueKeysWithValues: commits.map { ($0.id, $0) })
    var (end, found): (ObjectID, Commit?) = (new, nil)
    while true {
      var chain: [Commit] = []
      while let commit = known[chain.last?.parents.first ?? end], chain.count <= commits.count {
        chain.append(commit)
        if commit.parents.isEmpty { break }
      }
      // What the chain stands on, which has to be as before for the change to be in it.
      guard let foot = chain.last else { return found }
      if let base = foot.parents.first, try isNew(base) { return found }
      var (low, high) = (0, chain.count - 1)
      while low < high {
        let middle = (low + high + 1) / 2
        if try isNew(chain[middle].id) { low = middle } else { high = middle - 1 }
      }
      let commit = chain[low]
      found = commit
      let branches = commit.parents.dropFirst().filter { known[$0] != nil }
      var next: ObjectID?
      for branch in branches where try isNew(branch) {
        next = branch
        break
      }
      guard let next else { return found }
      end = next
    }
  }
}
