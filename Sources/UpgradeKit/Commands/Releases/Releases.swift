import GitKit
import PatchKit
package import Reports

/// The job of `releases`: which releases upstream has.
package struct Releases {
  /// Those that were asked for.
  package let listing: ReleaseListing
  /// All that there are.
  package let catalogue: ReleaseCatalogue
  /// The release that the deployment was generated from; `nil` without a lock.
  package let locked: Lock.Upstream?
  /// The state of upstream that is locked where that is no release; `nil` for one, and where upstream no longer has it.
  package let lockedCommit: Release?

  /// What else there is to tell.
  package var notes: [String] {
    var notes: [String] = []
    if catalogue.releases.isEmpty {
      notes.append("upstream has no release")
    } else if listing.releases.isEmpty {
      notes.append("upstream has no release in that range")
    }
    if let tag = locked?.tag, !catalogue.releases.contains(where: { $0.name.description == tag }) {
      notes.append("the locked release \(tag) is not among upstream's")
    }
    if let commit = lockedCommit {
      notes.append("the lock is for \(commit.name), which is no release")
    }
    return notes
  }

  /// Lists them; what is new upstream is fetched first.
  ///
  /// - Parameters:
  ///   - places: of the deployment only the lock is looked at.
  ///   - range: which releases are wanted.
  ///   - progress: told of each part of the run when it begins.
  package static func run(
    _ range: ReleaseRange = .all, at places: Places,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Releases {
    progress(.patchSet)
    let sources = try Sources(places)
    let locked = try LockedState.read(places, isFolderNeeded: false).lock?.upstream
    progress(.upstream)
    let upstream = try sources.openUpstream(isFresh: true)
    let wanted = Set(try upstream.releases(in: range).map(\.name))
    var commit: Release?
    if let locked, locked.tag == nil, upstream.repository.contains(locked.commit) {
      commit = try upstream.release(of: locked.commit)
    }
    return Releases(
      listing: try upstream.listing(
        locked: locked?.tag, before: commit.flatMap { ReleaseName($0.name.tag) },
        where: wanted.contains),
      catalogue: upstream.catalogue, locked: locked, lockedCommit: commit)
  }
}
