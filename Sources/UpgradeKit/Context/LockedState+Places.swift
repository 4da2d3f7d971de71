import DemoUpstream
import Findings
import GitKit
import PatchKit

extension LockedState {
  /// Makes sure that the locked tag is still what it was: tags are not signed, so this is all there is.
  ///
  /// - Throws: ``UpgradeFailure`` when upstream's tag names something else now, or is gone.
  func checkTag(in upstream: Upstream) throws(UpgradeFailure) {
    guard let locked = lock?.upstream else { return }
    guard let tag = locked.tag else { return try checkCommit(locked, in: upstream) }
    let release = ReleaseName(tag).flatMap { upstream.catalogue[$0] }
    guard release?.commit != locked.commit || release?.tagObject != locked.tagObject else { return }
    let place = Place(.deployment, name)
    guard upstream.isDemo == (locked.url == DemoUpstream.name) else {
      throw UpgradeFailure(
        .tagMoved,
        upstream.isDemo
          ? "the deployment was not generated from the upstream that ships with the tool"
          : "the deployment was generated from the upstream that ships with the tool",
        places: [place],
        evidence: ["locked: \(locked.url)", "upstream: \(upstream.address)"],
        advice: [
          upstream.isDemo
            ? "run again without `--upstream demo`, or name another folder with `--deployment`"
            : "run again with `--upstream demo`, or name another folder with `--deployment`"
        ])
    }
    guard let release else {
      throw UpgradeFailure(
        .tagMoved, "upstream no longer has the tag \(tag), which the lock names",
        places: [place], evidence: ["locked: commit \(locked.commit)"],
        advice: ["find out from upstream why; do not upgrade before it is explained"])
    }
    throw UpgradeFailure(
      .tagMoved, "the tag \(tag) is not what it was when the deployment was generated",
      places: [place],
      evidence: [
        "locked: commit \(locked.commit), tag object \(locked.tagObject?.hex ?? "none")",
        "upstream: commit \(release.commit), tag object \(release.tagObject?.hex ?? "none")",
      ],
      advice: ["find out from upstream why; do not upgrade before it is explained"])
  }
}

extension LockedState {
  /// Makes sure that upstream still has a locked commit that has no tag.
  private func checkCommit(
    _ locked: Lock.Upstream, in upstream: Upstream
  ) throws(UpgradeFailure) {
    guard !upstream.repository.contains(locked.commit) else { return }
    throw UpgradeFailure(
      .tagMoved, "upstream does not have the commit \(locked.commit.short), which the lock names",
      places: [Place(.deployment, name)], evidence: ["locked: commit \(locked.commit)"],
      advice: ["name a copy of upstream that still has it with `--upstream PATH`"])
  }

  /// Reads the lock alone.
  ///
  /// - Parameter isFolderNeeded: whether it is an error when the folder that it is said to be in is not there.
  static func read(
    _ places: Places, isFolderNeeded: Bool = true
  ) throws(UpgradeFailure) -> LockedState {
    let file: LockFile?
    do throws(FileSystemError) {
      file = try LockFile.ifFolderIsThere(places.lock, deployment: places.deployment)
    } catch {
      guard error.kind == .notFound, !isFolderNeeded else { throw UpgradeFailure(error) }
      file = nil
    }
    return try LockedState(file, path: places.lock)
  }
}
