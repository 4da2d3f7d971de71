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
    /// The locked release; `nil` without a lock, or when upstream does not have it.
    let locked: Release?

    init(
      _ options: Options, _ context: Context, _ target: UpgradeInputs, _ upstream: Upstream
    ) throws(UpgradeFailure) {
      (self.options, self.context, self.target, self.upstream) =
        (options, context, target, upstream)
      locked = try context.lockedRelease
    }

    /// The result, with what upstream's history tells of it.
    func result(
      _ verdict: Report.Verdict, _ work: UpgradeResult.Work = .nothing,
      deployed: DeployedChange? = nil
    ) -> UpgradeResult {
      UpgradeResult(
        verdict: verdict, upstream: context.sources.upstreamAddress,
        deployment: context.places.deployment,
        from: context.lock.map { ReportedRelease($0.upstream, as: locked) },
        behind: locked.map { upstream.catalogue.newer(than: $0.name).count }, target: target,
        isRecovered: context.deployment.interruption == .undone, work: work,
        explanation: Explanation(
          of: Investigation(
            target, in: upstream, lock: context.lock, from: locked, deployed: deployed),
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
      _ outlook: GuaranteeOutlook?, _ states: States, also findings: [Finding] = []
    ) throws(UpgradeFailure) -> UpgradeResult {
      let isAsked = try isAskedWhatRuns(plan, states)
      let variables = isAsked ? try newVariableFindings(states) : []
      let configuration = isAsked ? try configurationChange(plan, states) : nil
      let preconditions = try preconditions(plan, states, variables + findings)
      try states.checkRead()
      var result = result(
        verdict,
        .planned(
          UpgradeResult.Planned(
            plan: plan, marked: marked,
            files: try plan.reportedFiles(in: states.files, wantsDiffs: options.wantsDiffs),
            outlook: outlook, findings: findings + variables)),
        deployed: isAsked ? try states.services() : nil)
      result.configuration = configuration
      result.preconditions = preconditions
      return result
    }
  }
}

// MARK: - Guarantees

extension Upgrade.Job {
  /// What the upgrade does to the guarantees of the deployment; `nil` with conflicts, when the result is not whole.
  func outlook(
    _ states: States, _ unfollowed: [OwnComposeFiles.Unfollowed] = []
  ) throws(UpgradeFailure) -> GuaranteeOutlook? {
    try states.after().map { (after) throws(UpgradeFailure) in
      try GuaranteeOutlook(
        after: DeployedGuarantees(of: target.generation, on: after),
        stale: { () throws(UpgradeFailure) in stale(unfollowed) },
        setting: { (variable) throws(UpgradeFailure) in
          DeployedGuarantees(
            of: target.generation,
            on: try states.after(setting: variable, to: target.release.name.tag) ?? after)
        },
        before: { () throws(UpgradeFailure) in try before(states) })
    }
  }

  /// What people's own files call as it was called before, with the commits that renamed it.
  private func stale(_ unfollowed: [OwnComposeFiles.Unfollowed]) -> [TreePath: [StaleName]] {
    let history = context.lock.map { Investigation(target, in: upstream, lock: $0, from: locked) }
    var names: [TreePath: [StaleName]] = [:]
    for name in unfollowed {
      let causes = history?.ask { range throws(GitError) -> [Cause] in
        guard name.kind == .service else { return [] }
        let path = name.source.below(target.patchSet.deployment.directory)
        return try range.causes(of: [.lines(path, name.old)])
      }
      names[name.path, default: []].append(
        StaleName(
          evidence:
            "\(name.kind) `\(name.old)` is `\(name.new)` now; \(name.path) does not follow: \(name.reason)",
          advice: name.advice,
          causes: causes ?? []))
    }
    return names
  }

  /// The guarantees of the deployment as it is; `nil` when there is none yet, or what was generated can't be made anew.
  private func before(_ states: States) throws(UpgradeFailure) -> DeployedGuarantees? {
    guard let state = try states.before(), let release = locked else { return nil }
    let generation = try context.sources.inputs(for: release).generation
    guard generation.conflicts.isEmpty else { return nil }
    return DeployedGuarantees(of: generation, on: state)
  }
}
