import Findings
import GitKit
import Reports

extension Upgrade {
  /// An upgrade to one release, and how what becomes of it is put into a result.
  struct Job {
    let options: Options
    let context: Context
    let target: UpgradeInputs
    let upstream: Upstream

    /// The result, with what upstream's history tells of it.
    func result(
      _ verdict: Report.Verdict, _ work: UpgradeResult.Work = .nothing
    ) -> UpgradeResult {
      UpgradeResult(
        verdict: verdict, upstream: context.sources.upstreamAddress,
        deployment: context.places.deployment, lock: context.lock, target: target,
        isRecovered: context.deployment.interruption == .undone, work: work,
        explanation: Explanation(
          of: Investigation(target, in: upstream, lock: context.lock),
          conflicts: work.plan?.comparison.conflicts ?? [],
          wantsUpstreamChanges: options.wantsUpstreamChanges))
    }

    /// The result of a plan.
    ///
    /// - Parameters:
    ///   - marked: what is written when conflicts are marked; `nil` when they are not.
    ///   - files: the deployment's files, for what changes in them.
    func result(
      _ verdict: Report.Verdict, _ plan: UpgradePlan, _ marked: MarkedPlan? = nil,
      files: (any FileSource)?, also findings: [Finding] = []
    ) throws(UpgradeFailure) -> UpgradeResult {
      result(
        verdict,
        .planned(
          UpgradeResult.Planned(
            plan: plan, marked: marked,
            files: try plan.reportedFiles(in: files, wantsDiffs: options.wantsDiffs),
            losses: plan.losses(target.generation), findings: findings)))
    }
  }
}
