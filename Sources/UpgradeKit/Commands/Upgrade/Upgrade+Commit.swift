import Findings
import GitKit
import PatchKit
import Reports

extension Upgrade {
  /// Commits the upgrade of what the current commit has to a branch of its own; in a dry run finds out what it would do.
  static func commit(
    _ message: (Report) -> String, _ request: UpgradeRequest, _ inputs: UpgradeInputs,
    _ locked: LockedState,
    _ upstream: Upstream, _ draft: inout ReportDraft, _ progress: (UpgradeStage) -> Void
  ) throws(UpgradeFailure) -> Report {
    if let folder = try request.openDeployment(), let pending = try PendingUpgrade.read(in: folder)
    {
      return draft.report(remindingOf: pending)
    }
    let lock: LockFile
    do throws(FileSystemError) { lock = try locked.opened() } catch { throw UpgradeFailure(error) }
    let branch = try UpgradeBranch(inputs.release.name, request, lock: lock)
    let plan = try UpgradePlan(
      inputs, locked: locked, deployment: branch.files, upstream: upstream, request: request)
    try branch.checkCommitted(plan, locked.lock)
    try draft.add(plan, folder: branch.files)
    if plan.hasConflicts { return draft.report(.conflicts) }
    if plan.lock != locked.lock, branch.lock == nil { draft.add([lockElsewhere(request)]) }
    guard !branch.changesNothing(plan) else { return draft.report(.upToDate) }
    if request.isDryRun { return draft.report(.wouldChange) }
    try request.checkCancelled()

    progress(.write)
    var report = draft.report(.committed)
    report.branch = branch.name
    switch try branch.commit(plan.changeSet, message: message(report)) {
    case .committed: break
    case .alreadyThere: report.verdict = .upToDate
    }
    return report
  }

  private static func lockElsewhere(_ request: UpgradeRequest) -> Finding {
    Finding(
      .lockElsewhere, "the lock lies outside the deployment's repository, and was not written",
      advice: [
        "when the branch is merged, run `confomeet-upgrade \(request.release)`: it moves the lock, and nothing else"
      ])
  }
}
