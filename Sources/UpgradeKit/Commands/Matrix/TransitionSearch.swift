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
    let found = try upstream.firstCommit(from: old.commit, to: new.commit) {
      (commit) throws(UpgradeFailure) in
      try places.checkCancelled()
      let candidate = Release(name: new.name, commit: commit, tagObject: nil)
      return trial.cells(of: candidate, files: try upstream.files(of: candidate))[row]
        .isLike(transition.to)
    }
    return found.map { Cause($0, firstRelease: new.name.isRelease ? transition.release : nil) }
  }

  private func release(_ reference: String) -> Release? {
    releases.first { $0.name.reference == reference }
  }
}
