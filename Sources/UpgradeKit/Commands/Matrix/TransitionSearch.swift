import Findings
import GitKit
import PatchKit
import Reports

/// Finds the upstream commit behind a transition by bisection.
struct TransitionSearch {
  let trial: MatrixTrial
  /// The columns.
  let releases: [Release]
  let upstream: Upstream
  let places: Places

  /// The commit with which the patch begins to go the new way; `nil` when no commit between the releases is it.
  func cause(of transition: MatrixTransition) throws(UpgradeFailure) -> Cause? {
    guard let old = release(transition.before), let new = release(transition.release),
      let row = trial.generator.patchSet.patches.firstIndex(where: { $0.id == transition.patch })
        ?? (transition.patch == Matrix.filesRow ? trial.generator.patchSet.patches.count : nil)
    else { return nil }
    let found = try first(old.commit, new.commit) { (commit) throws(UpgradeFailure) in
      try places.checkCancelled()
      let candidate = Release(name: new.name, commit: commit, tagObject: nil)
      return trial.cells(of: candidate, files: try upstream.files(of: candidate))[row]
        .isLike(transition.to)
    }
    return found.map { commit in
      Cause(
        commit: commit.id.hex, subject: commit.subject, date: commit.authorDay,
        firstRelease: new.name.isRelease ? transition.release : nil)
    }
  }

  /// The first commit in `old..new` for which something is so, and isn't for the one before it. Where that is a merge,
  /// the first one of the branch that it brought in.
  private func first(
    _ old: ObjectID, _ new: ObjectID, where isNew: (ObjectID) throws(UpgradeFailure) -> Bool
  ) throws(UpgradeFailure) -> Commit? {
    let commits = try upstream.read { () throws(GitError) in
      try upstream.repository.history(from: old, to: new)
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

  private func release(_ reference: String) -> Release? {
    releases.first { $0.name.reference == reference }
  }
}
