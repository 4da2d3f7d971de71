import Findings
import GitKit
import PatchKit
public import Reports

/// Whether upstream, the patch set, the lock and a deployment are still in step. Nothing is ever written but the mirror.
public enum Drift {
  /// Looks for drift.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Returns: what was found.
  /// - Throws: ``UpgradeFailure`` when it could not be looked for.
  public static func run(
    _ request: DriftRequest, toolVersion: String, progress: (UpgradeStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Report {
    progress(.patchSet)
    let situation = try DriftSituation(request)
    if request.classes != [.deployment] {
      progress(.upstream)
      try situation.openUpstream()
    }
    progress(.compare)
    var results: [Result] = []
    for kind in DriftClass.allCases where request.classes.contains(kind) {
      try request.upgrade(to: "").checkCancelled()
      results.append(try look(for: kind, in: situation))
    }
    return report(results, situation, toolVersion)
  }

  /// What the check for one class came to.
  private struct Result {
    let kind: DriftClass
    var findings: [Finding] = []
    var isChecked = true
  }

  private static func look(
    for kind: DriftClass, in situation: DriftSituation
  ) throws(UpgradeFailure) -> Result {
    if kind.needsFiles, try !situation.hasLockedCommit {
      // That is a finding of the class `moved`; unasked for, it is what stands in the way.
      guard situation.request.classes.contains(.moved) else {
        throw UpgradeFailure([situation.lockedCommitGone()])
      }
      return Result(kind: kind, isChecked: false)
    }
    let findings: [Finding]? =
      switch kind {
      case .release: try situation.releaseFindings()
      case .moved: try situation.movedFindings()
      case .deployment: try situation.deploymentFindings()
      case .patches: try situation.patchesFindings()
      case .environment: try situation.environmentFindings()
      case .images: try situation.imagesFindings()
      }
    return Result(kind: kind, findings: findings ?? [], isChecked: findings != nil)
  }

  private static func report(
    _ results: [Result], _ situation: DriftSituation, _ toolVersion: String
  ) -> Report {
    let request = situation.request
    let policy = policy(for: results, failing: request.failing)
    var checks: [ReportedCheck] = []
    var isDrifted = false
    for result in results {
      let isFailing = request.failing.contains(result.kind)
      let isOut = result.findings.contains {
        $0.code == .newerRelease || policy.severity(of: $0.code) < .note
      }
      isDrifted = isDrifted || (isFailing && isOut)
      checks.append(
        ReportedCheck(
          name: result.kind.rawValue,
          state: isOut ? .drifted : result.isChecked ? .inStep : .unchecked,
          findings: result.findings.count, counts: isFailing))
    }
    let lock = situation.lock
    return Report(
      toolVersion: toolVersion, command: "drift", verdict: isDrifted ? .drifted : .inStep,
      upstream: request.upstream ?? situation.patchSet.upstream.url,
      deployment: request.deployment,
      from: ReportedRelease(tag: lock.upstream.tag, commit: lock.upstream.commit.hex),
      patchSet: ReportedPatchSet(
        name: situation.patchSet.name, tree: situation.patchSetID.hex),
      checks: checks, findings: results.flatMap(\.findings), policy: policy)
  }

  /// What only is told is a warning at most; a release that counts is more than a note.
  private static func policy(
    for results: [Result], failing: Set<DriftClass>
  ) -> SeverityPolicy {
    let standard = SeverityPolicy.standard
    var severities: [FindingCode: Severity] = [:]
    for result in results {
      for code in Set(result.findings.map(\.code)) {
        if !failing.contains(result.kind) {
          severities[code] = max(standard.severity(of: code), .warning)
        } else if result.kind == .release {
          severities[code] = .error
        }
      }
    }
    return standard.with(severities)
  }
}
