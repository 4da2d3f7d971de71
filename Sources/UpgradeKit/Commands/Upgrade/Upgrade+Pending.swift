import Findings
import GitKit
import PatchKit
import Reports

extension Upgrade {
  /// Finishes an upgrade whose conflicts were marked and settled: the lock moves.
  ///
  /// - Returns: what was done; while a marker is left, or files were restored, the verdict is `conflicts`.
  /// - Throws: ``UpgradeFailure`` when nothing is pending, or upstream or the patch set are not what they were.
  package static func resume(
    _ options: Options, at places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> UpgradeResult {
    let context = try Context.toWrite(places, progress: progress)
    let (pending, record, folder) = try pendingFile(context.deployment)
    // Decisions may have been recorded since.
    try checkPatchSet(context.patchSet, of: pending)

    progress(.upstream)
    let upstream = try context.sources.openUpstream(
      wanting: UpstreamReference(pending.upstream.reference))
    let release = try upstream.release(named: pending.upstream.reference)
    try checkTag(release, of: pending)

    progress(.generate)
    let target = try context.sources.inputs(for: release)
    try places.checkCancelled()
    let job = try Job(options, context, target, upstream)
    guard target.generation.conflicts.isEmpty else { return job.result(.conflicts) }

    progress(.compare)
    let wanted = try target.files(after: context.lock)
    let decided = try pending.decided(
      in: folder, target, wanted.tree, from: try context.lockedName)
    let obstacles = try pending.obstacles(in: folder) + decided.obstacles
    var changes = decided.changes
    let gone = try pending.gone(in: folder, after: changes)
    func result(_ verdict: Report.Verdict, _ outlook: GuaranteeOutlook? = nil) -> UpgradeResult {
      job.result(
        verdict,
        .finished(
          UpgradeResult.Finished(
            pending: pending, obstacles: obstacles, gone: gone, outlook: outlook)))
    }
    guard obstacles.isEmpty else { return result(.conflicts) }
    // The files are as people left them: what held before the conflicts were marked can't be known any more.
    var done = result(
      .upgraded,
      try job.outlook(
        Job.States(
          job, folder, changes: changes.changes.mapValues(\.after), isKnownBefore: false)))
    done.preconditions = try job.preconditions(
      pending, folder, changes: changes.changes.mapValues(\.after))
    try UpgradePlan.checkUncommittedChanges(
      changes.paths, in: places.deployment, directory: context.patchSet.deployment.directory)

    progress(.write)
    removeRecord(record, in: &changes)
    changes.writeLock(wanted.lock.bytes, replacing: context.locked.version)
    try context.deployment.write(changes)
    return done
  }

  /// Puts the files back as they were before an upgrade marked its conflicts, and forgets it.
  ///
  /// - Returns: what was done.
  /// - Throws: ``UpgradeFailure`` when nothing is pending, a file was changed since, or what it was can't be had; nothing
  ///   was written.
  @discardableResult
  package static func abandon(
    at places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Abandoned {
    let deployment = try OpenDeployment(toWrite: places, progress: progress)
    let (pending, record, folder) = try pendingFile(deployment)
    var changes = try pending.restoring(
      folder,
      from: OwnRepositories([places.patches] + places.folders(generating: pending.directory)))
    let counts = changes.changes.values.map { $0.after == nil }
    removeRecord(record, in: &changes)
    progress(.write)
    try deployment.write(changes)
    return Abandoned(
      release: pending.upstream.name, restored: counts.count { !$0 }, removed: counts.count { $0 })
  }

  private static func checkPatchSet(
    _ patchSet: PatchSet, of pending: PendingUpgrade
  ) throws(UpgradeFailure) {
    let generatingID = try patchSet.generatingTreeID()
    guard generatingID != pending.patches else { return }
    throw UpgradeFailure(
      .pendingUpgrade, "the patch set is not what it was when the conflicts were marked",
      evidence: ["then: tree \(pending.patches)", "now: tree \(generatingID)"],
      advice: [
        "put the patch set back as it was, run `--continue`, then upgrade with the new one"
      ])
  }

  private static func checkTag(
    _ release: Release, of pending: PendingUpgrade
  ) throws(UpgradeFailure) {
    guard release.commit != pending.upstream.commit else { return }
    throw UpgradeFailure(
      .tagMoved,
      "the tag \(pending.upstream.name) is not what it was when the conflicts were marked",
      evidence: ["then: commit \(pending.upstream.commit)", "now: commit \(release.commit)"],
      advice: ["find out from upstream why; do not upgrade before it is explained"])
  }

  private static func pendingFile(
    _ deployment: OpenDeployment
  ) throws(UpgradeFailure) -> (pending: PendingUpgrade, record: FileTree.File, folder: Folder) {
    guard let folder = deployment.folder, let file = try PendingUpgrade.file(in: folder) else {
      throw UpgradeFailure(
        .nothingPending, "no upgrade is pending in this deployment",
        evidence: deployment.interruption == .undone
          ? ["an earlier run was interrupted while it was writing; what it had done was undone"]
          : [],
        advice: ["begin one: `confomeet-upgrade <release> --mark-conflicts`"])
    }
    return (file.pending, file.file, folder)
  }

  private static func removeRecord(_ record: FileTree.File, in changes: inout ChangeSet) {
    if let path = try? TreePath(PendingUpgrade.fileName) {
      changes.remove(path, replacing: FileVersion(record))
    }
  }
}

extension Upgrade {
  /// An upgrade that was given up.
  package struct Abandoned: Sendable {
    /// The tag of the release that it would have led to.
    package let release: String
    /// The number of files that were put back.
    package let restored: Int
    /// The number of files that it had added.
    package let removed: Int

    /// One sentence for people.
    package var description: String {
      func count(_ number: Int) -> String { number == 1 ? "1 file" : "\(number) files" }
      return
        "the upgrade to \(release) is given up: \(count(restored)) restored, \(count(removed)) removed"
    }
  }
}
