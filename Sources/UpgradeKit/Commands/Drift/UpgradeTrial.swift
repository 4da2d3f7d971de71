import Findings
import GitKit
import PatchKit
import Reports

/// What an upgrade of the deployment as it is would come to at a state of upstream; nothing is written.
struct UpgradeTrial {
  /// The conflicts that it would stop with.
  let stops: [Finding]
  /// How many files would change, where nothing stops it.
  let changes: Int
  /// What people would have to know or do before the containers are started; none where it stops, or nobody asked.
  let needs: [ReportedPrecondition]

  /// Tries an upgrade.
  ///
  /// - Parameters:
  ///   - isForecast: whether an unreleased commit is taken for the next release, and what it needs is worked out too.
  /// - Throws: ``UpgradeFailure`` when something can't be read, ``FindingCode/historyOutOfReach`` among them.
  init(
    to release: Release, in context: Context, environmentFiles: EnvironmentFiles,
    isForecast: Bool = false
  ) throws(UpgradeFailure) {
    let inputs = try context.sources.inputs(for: release)
    guard inputs.generation.conflicts.isEmpty else {
      (stops, changes, needs) = (inputs.generation.conflicts, 0, [])
      return
    }
    let folder = context.deployment.folder
    let plan = try UpgradePlan(inputs, in: context, files: folder)
    changes = plan.comparison.changes.count
    let policy = SeverityPolicy.standard
    let conflicts = (plan.comparison.findings() + plan.comparison.notes).filter {
      policy.severity(of: $0.code) == .conflict
    }
    guard conflicts.isEmpty else {
      (stops, needs) = (conflicts, [])
      return
    }
    var options = Upgrade.Options(isDryRun: true, environmentFiles: environmentFiles)
    options.isForecast = isForecast
    let upstream = try context.sources.openUpstream(wanting: release.reference)
    let job = try Upgrade.Job(options, context, inputs, upstream)
    let states = job.states(plan, folder)
    // Guarantees that would be lost, files and containers that would not run.
    stops = job.stopping(
      (try job.outlook(states, plan.unfollowed)?.conflicts ?? []) + (try job.references(states)))
    needs =
      try isForecast && stops.isEmpty
      ? job.preconditions(plan, states, try job.newVariableFindings(states)) ?? [] : []
  }
}
