import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// The most files that are named.
  private static let shownFiles = 10

  /// Whether the locked tag names what it did when the deployment was generated: nobody signs tags.
  func movedFindings() throws(UpgradeFailure) -> [Finding] {
    let upstream = try upstream()
    var findings: [Finding] = []
    let locked = lock.upstream
    let release = locked.release.flatMap { upstream.catalogue[$0] }
    if locked.tag == nil {
      // A commit's id can't come to mean another one.
    } else if let release {
      if release.commit != locked.commit || release.tagObject != locked.tagObject {
        findings.append(
          Finding(
            .lockedTagMoved,
            "the tag \(locked.name) is not what it was when the deployment was generated",
            places: [lockPlace],
            evidence: [
              "locked: commit \(locked.commit), tag object \(locked.tagObject?.hex ?? "none")",
              "upstream: commit \(release.commit), tag object \(release.tagObject?.hex ?? "none")",
              try difference(to: release),
            ],
            advice: [
              "find out from upstream why, and look at what differs, before anything is upgraded"
            ]))
      }
    } else {
      findings.append(
        Finding(
          .lockedTagGone, "upstream no longer has the tag \(locked.name), which the lock names",
          places: [lockPlace], evidence: ["locked: commit \(locked.commit)"],
          advice: ["find out from upstream why; move to a release that it stands by"]))
    }
    if try !hasLockedCommit { findings.append(lockedCommitGone()) }
    return findings
  }

  /// What differs between the locked release and what its tag names now.
  private func difference(to release: Release) throws(UpgradeFailure) -> String {
    guard release.commit != lock.upstream.commit else {
      return "the commit is the same, the tag was made anew"
    }
    guard try hasLockedCommit else { return "what differs can't be told" }
    let (old, new) = (try files(), try upstream().files(of: release))
    let paths = Set(old.paths).union(new.paths).filter { old[$0] != new[$0] }.sorted()
    guard !paths.isEmpty else { return "the files of the two commits are the same" }
    var names = paths.prefix(Self.shownFiles).map(\.text).joined(separator: ", ")
    if paths.count > Self.shownFiles { names += ", …" }
    return "\(paths.count == 1 ? "1 file differs" : "\(paths.count) files differ"): \(names)"
  }
}
