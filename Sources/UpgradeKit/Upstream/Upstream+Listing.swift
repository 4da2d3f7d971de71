import GitKit
import PatchKit
import Reports

extension Upstream {
  /// The releases with their days, and how far they are from the locked one.
  ///
  /// - Parameters:
  ///   - locked: the tag that the lock names; `nil` without a lock.
  ///   - before: the newest release before the locked commit, which has no tag; distances count from it.
  ///   - isIncluded: which releases are wanted.
  func listing(
    locked: String?, before: ReleaseName? = nil,
    where isIncluded: (ReleaseName) -> Bool = { _ in true }
  ) throws(UpgradeFailure) -> ReleaseListing {
    let releases = catalogue.releases
    // A locked release that is gone still has its place in the order.
    let name = locked.flatMap { ReleaseName($0) }
    let start = name ?? before
    let isThere = start.map { catalogue[$0] != nil } ?? false
    let older = start.map { name in releases.count { $0.name < name } }
    var entries: [ReleaseListing.Entry] = []
    for (index, release) in releases.enumerated() where isIncluded(release.name) {
      entries.append(
        ReleaseListing.Entry(
          name: release.name.description, commit: release.commit.hex,
          tagObject: release.tagObject?.hex, date: try day(of: release),
          isLocked: release.name == name, isNewest: index == releases.count - 1,
          distance: older.map { index < $0 || isThere ? index - $0 : index - $0 + 1 }))
    }
    return ReleaseListing(locked: locked, releases: entries)
  }

  /// The day of a release's commit, in UTC, as `2026-08-31`.
  func day(of release: Release) throws(UpgradeFailure) -> String {
    try read { () throws(GitError) in try repository.commit(release.commit).commitDay }
  }

  /// How many commits a release has that an older one has not.
  func distance(from old: Release, to new: Release) throws(UpgradeFailure) -> Int {
    try read { () throws(GitError) in
      try repository.distance(from: old.commit, to: new.commit)
    }
  }
}
