import Findings
import GitKit
import PatchKit

/// Whether upstream, the patch set, the lock and a deployment are still in step. Nothing is ever written but the mirror.
package enum Drift {
  /// Looks for drift.
  ///
  /// - Parameters:
  ///   - sources: what other deployments have been read with; `nil` when this is the only one.
  ///   - progress: told of each part of the run when it begins.
  /// - Returns: what was found.
  /// - Throws: ``UpgradeFailure`` when it could not be looked for.
  package static func run(
    _ options: Options, at places: Places, with sources: Sources? = nil,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> DriftResult {
    try Context.read(places, with: sources, progress: progress) {
      (context) throws(UpgradeFailure) in
      let situation = try DriftSituation(options, context)
      if options.classes != [.deployment] {
        progress(.upstream)
        try situation.upstream()
      }
      progress(.compare)
      var checks: [DriftResult.Check] = []
      var found: [Finding] = []
      for kind in DriftClass.allCases where options.classes.contains(kind) {
        try places.checkCancelled()
        let check = try look(for: kind, in: situation)
        found += check.findings
        checks.append(check.accepting(by: context.acceptances))
      }
      let isWhole =
        options.classes.isSuperset(of: DriftClass.standard) && checks.allSatisfy(\.isChecked)
      let unmatched =
        isWhole
        ? context.acceptances.unmatched(by: found) {
          $0.family == .drift || $0.family == .environment
        }
        : []
      return DriftResult(
        checks: checks, unmatched: unmatched, failing: options.failing,
        upstream: context.sources.upstreamAddress,
        deployment: places.deployment, from: try situation.lockedRelease(),
        behind: try situation.releasesBehind(), guarantees: situation.guarantees,
        patchSet: context.patchSet.name,
        patchSetID: context.sources.patchSetID)
    }
  }

  private static func look(
    for kind: DriftClass, in situation: DriftSituation
  ) throws(UpgradeFailure) -> DriftResult.Check {
    if kind.needsFiles, try !situation.hasLockedCommit {
      // That is a finding of the class `moved`; unasked for, it is what stands in the way.
      guard situation.options.classes.contains(.moved) else {
        throw UpgradeFailure([situation.lockedCommitGone()])
      }
      return DriftResult.Check(kind: kind, isChecked: false)
    }
    if kind.needsDeployment, situation.context.deployment.interruption == .found {
      // What may be half-written tells nothing more.
      let first = DriftClass.allCases.first {
        $0.needsDeployment && situation.options.classes.contains($0)
      }
      return DriftResult.Check(
        kind: kind, findings: kind == first ? [situation.interruptedRun] : [], isChecked: false)
    }
    let findings: [Finding]?
    switch kind {
    case .release: findings = try situation.releaseFindings()
    case .forecast: findings = try situation.forecastFindings()
    case .moved: findings = try situation.movedFindings()
    case .deployment: findings = try situation.deploymentFindings()
    case .patches: findings = try situation.patchesFindings()
    case .guarantees: findings = try situation.guaranteesFindings()
    case .references: findings = try situation.referencesFindings()
    case .environment: return try situation.environmentCheck()
    case .images: findings = try situation.imagesFindings()
    }
    return DriftResult.Check(kind: kind, findings: findings ?? [], isChecked: findings != nil)
  }
}
