import Findings
import GitKit
import Reports

extension Upgrade.Job {
  /// What the upgrade means to whoever starts the containers; `nil` when nobody asked, with conflicts, and where nothing
  /// runs yet or that can't be known.
  func preconditions(
    _ plan: UpgradePlan, _ states: States, _ findings: [Finding]
  ) throws(UpgradeFailure) -> [ReportedPrecondition]? {
    guard !plan.changesNothing else { return nil }
    return try preconditions(states, findings)
  }

  /// What it means once conflicts were marked and settled; `nil` where what the files were can't be had.
  ///
  /// - Parameter changes: what the end of it writes and removes.
  func preconditions(
    _ pending: PendingUpgrade, _ files: any FileSource, changes: [TreePath: FileTree.File?]
  ) throws(UpgradeFailure) -> [ReportedPrecondition]? {
    guard options.wantsPreconditions,
      let former = try pending.replacedFiles(from: context.repositories)
    else { return nil }
    let states = States(self, files, changes: changes, former: former)
    let findings = try hasVariables(files) ? newVariableFindings(states) : []
    return try preconditions(states, findings)
  }

  private func preconditions(
    _ states: States, _ findings: [Finding]
  ) throws(UpgradeFailure) -> [ReportedPrecondition]? {
    guard options.wantsPreconditions, let before = try states.before(),
      let after = try states.after()
    else { return nil }
    let all = Preconditions(
      before: before, after: after, findings: findings, isForecast: options.isForecast
    ).all
    return all.isEmpty ? nil : all
  }
}
