import Findings
import GitKit
import PatchKit
public import Reports

extension Upgrade {
  /// Finishes an upgrade whose conflicts were marked and settled: the lock moves.
  ///
  /// - Parameter request: its release is not looked at.
  /// - Returns: what was done; while a marker is left, or files were restored, the verdict is `conflicts`.
  /// - Throws: ``UpgradeFailure`` when nothing is pending, or upstream or the patch set are not what they were.
  public static func resume(
    _ request: UpgradeRequest, toolVersion: String, progress: (UpgradeStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Report {
    progress(.patchSet)
    let patchSet = try PatchSetFolder.read(request.patches)
    let writer = try openWriter(request)
    let locked = try LockedState(at: request.lock, observer: request.observer)
    let (pending, record) = try pendingFile(writer)
    let patchSetID = try patchSet.treeID()
    // Decisions may have been recorded since.
    let generatingID = try patchSet.generatingTreeID()
    guard generatingID == pending.patches else {
      throw UpgradeFailure(
        .pendingUpgrade, "the patch set is not what it was when the conflicts were marked",
        evidence: ["then: tree \(pending.patches)", "now: tree \(generatingID)"],
        advice: [
          "put the patch set back as it was, run `--continue`, then upgrade with the new one"
        ])
    }

    progress(.upstream)
    let upstream = try Upstream.open(
      request.source(for: patchSet), releases: patchSet.upstream.releases,
      wanting: ReleaseName(pending.upstream.tag))
    let release = try upstream.release(named: pending.upstream.tag)
    guard release.commit == pending.upstream.commit else {
      throw UpgradeFailure(
        .tagMoved,
        "the tag \(pending.upstream.tag) is not what it was when the conflicts were marked",
        evidence: ["then: commit \(pending.upstream.commit)", "now: commit \(release.commit)"],
        advice: ["find out from upstream why; do not upgrade before it is explained"])
    }

    progress(.generate)
    let inputs = UpgradeInputs(
      patchSet: patchSet, patchSetID: patchSetID, release: release,
      generation: patchSet.generate(
        release: release.name, upstream: try upstream.files(of: release),
        history: upstream.history(for: release)),
      ownURL: upstream.ownURL)
    try request.checkCancelled()
    var draft = ReportDraft(
      Investigation(inputs, in: upstream, lock: locked.lock), request: request,
      toolVersion: toolVersion)
    draft.explain()
    if writer.recovery == .undone { draft.noteRecovery() }
    guard inputs.generation.conflicts.isEmpty else { return draft.report(.conflicts) }

    progress(.compare)
    let decided = try pending.decided(
      in: writer.folder, inputs, from: locked.lock.flatMap { ReleaseName($0.upstream.tag) })
    let obstacles = try pending.obstacles(in: writer.folder) + decided.obstacles
    var changes = decided.changes
    draft.add(
      pending, obstacles: obstacles, gone: try pending.gone(in: writer.folder, after: changes))
    guard obstacles.isEmpty else { return draft.report(.conflicts) }
    draft.add(try inputs.losses(in: writer.folder, after: changes))
    try UpgradePlan.checkUncommittedChanges(changes.paths, in: request.deployment)

    progress(.write)
    removeRecord(record, in: &changes)
    changes.writeLock(try inputs.lock().bytes, replacing: locked.version)
    try apply(changes, writer, request)
    return draft.report(.upgraded)
  }

  /// Forgets an upgrade whose conflicts were marked, when its files were restored; no other file is touched.
  ///
  /// - Returns: what was pending.
  /// - Throws: ``UpgradeFailure`` when nothing is pending, or a file is not as it was before.
  @discardableResult
  public static func abandon(
    _ request: UpgradeRequest
  ) throws(UpgradeFailure) -> PendingUpgrade {
    let writer = try openWriter(request)
    let (pending, record) = try pendingFile(writer)
    var markers = try pending.markers(in: writer.folder)
    guard markers.isEmpty else {
      for index in markers.indices {
        markers[index].advice = [
          "restore the file as it was before `--mark-conflicts`, for example with git; then run `--abort` again"
        ]
      }
      throw UpgradeFailure(markers)
    }
    let left = try pending.notRestored(in: writer.folder)
    guard left.isEmpty else { throw UpgradeFailure(left) }
    var changes = ChangeSet()
    removeRecord(record, in: &changes)
    try apply(changes, writer, request)
    return pending
  }

  private static func openWriter(
    _ request: UpgradeRequest
  ) throws(UpgradeFailure) -> DeploymentWriter {
    let lock: LockFile
    do throws(FileSystemError) {
      lock = try LockFile(at: request.lock, observer: request.observer)
    } catch {
      throw UpgradeFailure(error)
    }
    return try onDeployment { () throws(DeploymentError) in
      try DeploymentWriter(
        deployment: request.deployment, lock: lock, observer: request.observer)
    }
  }

  private static func pendingFile(
    _ writer: DeploymentWriter
  ) throws(UpgradeFailure) -> (pending: PendingUpgrade, record: FileTree.File) {
    guard let file = try PendingUpgrade.file(in: writer.folder) else {
      throw UpgradeFailure(
        .pendingUpgrade, "no upgrade is pending in this deployment",
        evidence: writer.recovery == .undone
          ? ["an earlier run was interrupted while it was writing; what it had done was undone"]
          : [],
        advice: ["begin one: `confomeet-upgrade <release> --mark-conflicts`"])
    }
    return (file.pending, file.file)
  }

  private static func removeRecord(_ record: FileTree.File, in changes: inout ChangeSet) {
    if let path = try? TreePath(PendingUpgrade.fileName) {
      changes.remove(path, replacing: FileVersion(record))
    }
  }
}
