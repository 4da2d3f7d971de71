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
    let isKnown = try hasVariables(files)
    guard
      let before = isKnown
        ? try states.before() : try context.lockedState(of: files, named: variables.named),
      let after = isKnown
        ? try states.after()
        : try context.state(
          of: DeployedFiles(files, changes: plan.deployed), in: directory,
          generated: target.generation.tree.paths.sorted(), release: target.release,
          named: variables.named)
    else { return nil }
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
    return reported.telling.isEmpty ? nil : reported
  }
}
