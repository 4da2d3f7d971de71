import GitKit
import PatchKit
public import Reports

/// The main job: a deployment regenerated from an upstream release.
public enum Upgrade {
  /// Runs an upgrade, or in a dry run finds out what it would do.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Returns: everything that was found and done. With conflicts nothing was written.
  /// - Throws: ``UpgradeFailure`` when it could not be done; nothing was written.
  public static func run(
    _ request: UpgradeRequest, toolVersion: String, progress: (UpgradeStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Report {
    progress(.patchSet)
    let patchSet = try PatchSetFolder.read(request.patches)
    let locked = try LockedState(
      at: request.lock, in: request.deployment, observer: request.observer)

    progress(.upstream)
    let upstream = try Upstream.open(
      request.source(for: patchSet), releases: patchSet.upstream.releases,
      wanting: ReleaseName(request.release))
    let release = try upstream.release(named: request.release)
    try locked.checkTag(in: upstream)

    progress(.generate)
    let inputs = UpgradeInputs(
      patchSet: patchSet, patchSetID: try patchSet.treeID(), release: release,
      generation: patchSet.generate(
        release: release.name, upstream: try upstream.files(of: release),
        history: upstream.history(for: release)),
      ownURL: upstream.ownURL)
    try request.checkCancelled()

    var draft = ReportDraft(
      Investigation(inputs, in: upstream, lock: locked.lock), request: request,
      toolVersion: toolVersion)
    draft.explain()
    guard inputs.generation.conflicts.isEmpty else { return draft.report(.conflicts) }

    progress(.compare)
    if let message = request.commitMessage {
      return try commit(message, request, inputs, locked, upstream, &draft, progress)
    }
    if request.isDryRun { return try compare(request, inputs, locked, upstream, &draft) }
    return try write(request, inputs, locked, upstream, &draft, progress)
  }

  private static func compare(
    _ request: UpgradeRequest, _ inputs: UpgradeInputs, _ locked: LockedState,
    _ upstream: Upstream, _ draft: inout ReportDraft
  ) throws(UpgradeFailure) -> Report {
    let folder = try request.openDeployment()
    if let folder, let pending = try PendingUpgrade.read(in: folder) {
      return draft.report(remindingOf: pending)
    }
    let plan = try UpgradePlan(
      inputs, locked: locked, deployment: folder, upstream: upstream, request: request)
    try plan.checkCheckedOut(in: request.deployment)
    try draft.add(plan, folder: folder)
    if plan.hasConflicts {
      if request.marksConflicts { draft.add(plan.marked.obstacles) }
      return draft.report(.conflicts)
    }
    return draft.report(plan.changesNothing ? .upToDate : .wouldChange)
  }

  private static func write(
    _ request: UpgradeRequest, _ inputs: UpgradeInputs, _ locked: LockedState,
    _ upstream: Upstream, _ draft: inout ReportDraft, _ progress: (UpgradeStage) -> Void
  ) throws(UpgradeFailure) -> Report {
    let writer = try onDeployment { () throws(DeploymentError) in
      try DeploymentWriter(
        deployment: request.deployment, lock: locked.opened(), observer: request.observer)
    }
    var locked = locked
    if writer.recovery == .undone {
      // What an interrupted run had written was undone just now, perhaps the lock too.
      locked = try LockedState(at: request.lock, observer: request.observer)
      try locked.checkTag(in: upstream)
      draft.noteRecovery(lock: locked.lock)
    }
    if let pending = try PendingUpgrade.read(in: writer.folder) {
      return draft.report(remindingOf: pending)
    }
    let plan = try UpgradePlan(
      inputs, locked: locked, deployment: writer.folder, upstream: upstream, request: request)
    try plan.checkCheckedOut(in: request.deployment)
    let marked = plan.hasConflicts && request.marksConflicts ? plan.marked : nil
    let obstacles = marked?.obstacles ?? []
    try draft.add(plan, folder: writer.folder, marked: obstacles.isEmpty ? marked : nil)
    var changes = plan.changeSet
    if plan.hasConflicts {
      draft.add(obstacles)
      guard let marked, obstacles.isEmpty else { return draft.report(.conflicts) }
      changes = marked.changes
    } else if plan.changesNothing {
      return draft.report(.upToDate)
    }
    try UpgradePlan.checkUncommittedChanges(changes.paths, in: request.deployment)

    progress(.write)
    try apply(changes, writer, request)
    return draft.report(plan.hasConflicts ? .marked : .upgraded)
  }

  static func apply(
    _ changes: ChangeSet, _ writer: DeploymentWriter, _ request: UpgradeRequest
  ) throws(UpgradeFailure) {
    let cancellation = request.connection.cancellation
    _ = try onDeployment { () throws(DeploymentError) in
      try writer.apply(changes, isCancelled: { cancellation.isCancelled })
    }
  }

  static func onDeployment<Value>(
    _ step: () throws(DeploymentError) -> Value
  ) throws(UpgradeFailure) -> Value {
    do throws(DeploymentError) {
      return try step()
    } catch {
      throw UpgradeFailure(error)
    }
  }
}
