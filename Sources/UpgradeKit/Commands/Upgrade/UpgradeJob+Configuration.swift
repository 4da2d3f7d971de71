import GitKit
import PatchKit
import Reports

extension Upgrade.Job {
  /// How the upgrade changes what services read; `nil` when nobody asked, with conflicts, and when upstream no longer has
  /// the locked release.
  func configurationChange(
    _ plan: UpgradePlan, _ states: States
  ) throws(UpgradeFailure) -> ReportedConfiguration? {
    guard options.wantsUpstreamChanges, !plan.hasConflicts, let locked,
      let files = states.files, let lock = context.lock,
      upstream.repository.contains(locked.commit)
    else { return nil }
    let directory = target.patchSet.deployment.directory
    let variables: ConfigurationVariables
    do throws(UpgradeFailure) {
      variables = try ConfigurationVariables.read(
        options.environmentFiles, in: directory, for: locked, context, isElsewhere: false)
    } catch {
      // Why they can't be read is a finding of its own, and stops no upgrade.
      return nil
    }
    // Without variables the states are those of nobody's deployment: with upstream's example they tell something.
    let isKnown = try hasVariables(files)
    let states = isKnown ? states : self.states(plan, files, named: variables.named)
    guard let before = try states.before(), let after = try states.after() else { return nil }
    let old = try context.sources.inputs(for: locked).generation
    let change = ConfigurationChange(
      before: ConfigurationView(
        of: before, old.conflicts.isEmpty ? old : nil, ConfigurationView.Options()),
      after: ConfigurationView(of: after, target.generation, ConfigurationView.Options()),
      releases: (locked, target.release), generations: [old, target.generation],
      directory: lock.generated.directory)
    try before.checkRead()
    try after.checkRead()
    // Why the history can't be read is told of what upstream changed.
    let reported = try change.reported(variables: variables.source, upstream).change
    return reported.telling.isEmpty && reported.isKnown ? nil : reported
  }
}
