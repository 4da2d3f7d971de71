import Findings
import GitKit
import PatchKit
import Reports

extension Upgrade {
  /// Commits the upgrade of what the current commit has to a branch of its own; in a dry run finds out what it would do.
  static func commit(
    _ job: Job, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> UpgradeResult {
    let (context, options) = (job.context, job.options)
    // For branches it counts from the moment on when a repository is opened.
    if !options.isDryRun { GitLibrary.flushWrites() }
    let branch = try UpgradeBranch(
      job.target.release.name, of: context.places,
      directory: context.patchSet.deployment.directory, lock: context.deployment.lock,
      identity: options.identity)
    try job.checkMove(branch.files)
    let plan = try UpgradePlan(job.target, in: context, files: branch.files)
    try branch.checkCommitted(plan, context.lock)
    let isLockElsewhere = !plan.hasConflicts && plan.lock != context.lock && branch.lock == nil
    let states = job.states(plan, branch.files)
    let outlook = try job.outlook(states, plan.unfollowed)
    let marked =
      plan.hasConflicts && options.marksConflicts
      ? try plan.marked(
        in: branch.files,
        OwnRepositories(
          context.places.folders(generating: context.patchSet.deployment.directory)))
      : nil
    let references = try job.references(states)
    func result(_ verdict: Report.Verdict) throws(UpgradeFailure) -> UpgradeResult {
      try job.result(
        verdict, plan, marked, outlook, states,
        also: references
          + (isLockElsewhere ? [lockElsewhere(job.target.release.name.reference)] : []))
    }
    if job.isStopped((outlook?.conflicts ?? []) + references) { return try result(.conflicts) }
    if plan.hasConflicts, options.isDryRun || marked?.obstacles.isEmpty != true {
      return try result(.conflicts)
    }
    if !plan.hasConflicts, branch.changesNothing(plan) { return try result(.upToDate) }
    if options.isDryRun { return try result(.wouldChange) }
    try context.places.checkCancelled()
    var done = try result(plan.hasConflicts ? .marked : .committed)
    done.branch = branch.name

    progress(.write)
    let changes = marked?.changes ?? plan.changeSet
    switch try branch.commit(changes, message: options.commitMessage?(done) ?? "") {
    case .committed: break
    // What is marked has to be decided however often it is asked for.
    case .alreadyThere: if !plan.hasConflicts { done.verdict = .upToDate }
    }
    return done
  }

  private static func lockElsewhere(_ release: String) -> Finding {
    Finding(
      .lockElsewhere, "the lock lies outside the deployment's repository, and was not written",
      advice: [
        "when the branch is merged, run `confomeet-upgrade \(release)`: it moves the lock, and nothing else"
      ])
  }
}
