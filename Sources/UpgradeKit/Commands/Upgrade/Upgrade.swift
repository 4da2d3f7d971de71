import Findings
import GitKit
import PatchKit
import Reports

/// The main job: a deployment regenerated from an upstream release.
package enum Upgrade {
  /// Runs an upgrade, or in a dry run finds out what it would do.
  ///
  /// - Parameters:
  ///   - sources: what other deployments have been read with in a dry run; `nil` when this is the only one.
  ///   - progress: told of each part of the run when it begins.
  /// - Returns: everything that was found and done. With conflicts nothing was written.
  /// - Throws: ``UpgradeFailure`` when it could not be done; nothing was written.
  package static func run(
    _ options: Options, at places: Places, with sources: Sources? = nil,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> UpgradeResult {
    guard options.isDryRun else {
      return try upgrade(options, try Context.toWrite(places, progress: progress), progress)
    }
    return try Context.read(places, with: sources, progress: progress) {
      (context) throws(UpgradeFailure) in
      try upgrade(options, context, progress)
    }
  }

  private static func upgrade(
    _ options: Options, _ context: Context, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> UpgradeResult {
    progress(.upstream)
    let upstream = try context.sources.openUpstream(wanting: UpstreamReference(options.release))
    let release = try upstream.release(named: options.release)
    if !options.isDryRun, !options.allowsUnreleased {
      try UpgradeFailure.checkReleased(
        release.name, instead: "confomeet-upgrade \(options.release) --dry-run",
        allowedBy: "confomeet-upgrade \(options.release) --unreleased")
    }
    if options.marksConflicts, !release.name.isRelease {
      // The record of what is pending, and the ids of conflicts, have releases in them.
      throw UpgradeFailure(
        .notReleased, "conflicts are marked in upgrades to a release, and \(release.name) is none",
        advice: ["leave out `--mark-conflicts`, and settle each conflict as its own advice says"])
    }
    try context.locked.checkTag(in: upstream)

    progress(.generate)
    let target = try context.sources.inputs(for: release)
    try context.places.checkCancelled()
    let job = try Job(options, context, target, upstream)
    guard target.generation.conflicts.isEmpty else { return job.result(.conflicts) }

    progress(.compare)
    let folder = context.deployment.folder
    try context.deployment.checkWhole()
    if let folder, let pending = try PendingUpgrade.read(in: folder) {
      return job.result(.conflicts, .reminder(pending))
    }
    if options.commitMessage != nil { return try commit(job, progress) }
    try job.checkMove(folder)
    let plan = try UpgradePlan(target, in: context, files: folder)
    try plan.checkCheckedOut(in: context.places.deployment)
    return try carryOut(plan, job, progress)
  }

  /// Writes what is planned, unless a person has to decide first.
  private static func carryOut(
    _ plan: UpgradePlan, _ job: Job, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> UpgradeResult {
    let folder = job.context.deployment.folder
    let marked =
      plan.hasConflicts && job.options.marksConflicts
      ? try plan.marked(
        in: folder,
        OwnRepositories(
          job.context.places.folders(generating: job.context.patchSet.deployment.directory)))
      : nil
    let states = job.states(plan, folder)
    let outlook = try job.outlook(states, plan.unfollowed)
    let references = try job.references(states)
    func result(_ verdict: Report.Verdict) throws(UpgradeFailure) -> UpgradeResult {
      try job.result(verdict, plan, marked, outlook, states, also: references)
    }
    if job.isStopped((outlook?.conflicts ?? []) + references) { return try result(.conflicts) }
    if plan.hasConflicts, marked?.obstacles.isEmpty != true { return try result(.conflicts) }
    if job.options.isDryRun {
      return try result(
        plan.hasConflicts ? .conflicts : plan.changesNothing ? .upToDate : .wouldChange)
    }
    if plan.changesNothing { return try result(.upToDate) }
    let changes = marked?.changes ?? plan.changeSet
    try UpgradePlan.checkUncommittedChanges(
      changes.paths, in: job.context.places.deployment,
      directory: job.context.patchSet.deployment.directory)
    let done = try result(plan.hasConflicts ? .marked : .upgraded)

    progress(.write)
    try job.context.deployment.write(changes)
    return done
  }
}
