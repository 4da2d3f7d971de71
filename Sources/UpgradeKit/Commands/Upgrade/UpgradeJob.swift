import Findings
import GitKit
import PatchKit
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
      _ verdict: Report.Verdict, _ work: UpgradeResult.Work = .nothing,
      deployed: DeployedChange? = nil
    ) -> UpgradeResult {
      UpgradeResult(
        verdict: verdict, upstream: context.sources.upstreamAddress,
        deployment: context.places.deployment, lock: context.lock, target: target,
        isRecovered: context.deployment.interruption == .undone, work: work,
        explanation: Explanation(
          of: Investigation(target, in: upstream, lock: context.lock, deployed: deployed),
          conflicts: work.plan?.comparison.conflicts ?? [],
          wantsUpstreamChanges: options.wantsUpstreamChanges),
        acceptances: context.acceptances)
    }

    /// The result of a plan.
    ///
    /// - Parameters:
    ///   - marked: what is written when conflicts are marked; `nil` when they are not.
    ///   - files: the deployment's files, for what changes in them.
    func result(
      _ verdict: Report.Verdict, _ plan: UpgradePlan, _ marked: MarkedPlan? = nil,
      _ outlook: GuaranteeOutlook?, files: (any FileSource)?, also findings: [Finding] = []
    ) throws(UpgradeFailure) -> UpgradeResult {
      let runs = try self.runs(plan, files)
      let variables = try runs.map { (runs) throws(UpgradeFailure) in
        try newVariableFindings(runs)
      }
      return result(
        verdict,
        .planned(
          UpgradeResult.Planned(
            plan: plan, marked: marked,
            files: try plan.reportedFiles(in: files, wantsDiffs: options.wantsDiffs),
            outlook: outlook, findings: findings + (variables ?? []))),
        deployed: runs?.services)
    }
  }
}

// MARK: - Guarantees

extension Upgrade.Job {
  /// What the upgrade does to the guarantees of the deployment; `nil` with conflicts, when the result is not whole.
  ///
  /// - Parameter files: the deployment's files as they are.
  func outlook(
    _ plan: UpgradePlan, files: (any FileSource)?
  ) throws(UpgradeFailure) -> GuaranteeOutlook? {
    guard !plan.hasConflicts else { return nil }
    return try outlook(DeployedFiles(files, changes: plan.deployed), before: files)
  }

  /// The same, of files that are known.
  func outlook(
    _ after: DeployedFiles, before files: (any FileSource)?
  ) throws(UpgradeFailure) -> GuaranteeOutlook {
    try GuaranteeOutlook(
      after: DeployedGuarantees(
        of: target.generation, on: after, in: target.patchSet.deployment.directory, tree: tree)
    ) { () throws(UpgradeFailure) in try before(files) }
  }

  private func tree(_ name: ReleaseName) throws(UpgradeFailure) -> FileTree? {
    guard let release = upstream.catalogue[name] else { return nil }
    return try upstream.files(of: release)
  }

  /// The guarantees of the deployment as it is; `nil` when there is none yet, or what was generated can't be made anew.
  private func before(
    _ files: (any FileSource)?
  ) throws(UpgradeFailure) -> DeployedGuarantees? {
    guard let files, let lock = context.lock, let release = context.lockedRelease,
      upstream.repository.contains(release.commit)
    else { return nil }
    let generation = try context.sources.inputs(for: release).generation
    guard generation.conflicts.isEmpty else { return nil }
    return try DeployedGuarantees(
      of: generation, on: DeployedFiles(files), in: lock.generated.directory, tree: tree)
  }
}
