import Findings
import Reports

extension Upgrade.Job {
  /// What the upgrade means to whoever starts the containers; `nil` when nobody asked, with conflicts, and where nothing
  /// runs yet or that can't be known.
  func preconditions(
    _ plan: UpgradePlan, _ states: States, _ findings: [Finding]
  ) throws(UpgradeFailure) -> [ReportedPrecondition]? {
    guard options.wantsPreconditions, !plan.changesNothing, let before = try states.before(),
      let after = try states.after()
    else { return nil }
    let all = Preconditions(before: before, after: after, findings: findings).all
    return all.isEmpty ? nil : all
  }
}
