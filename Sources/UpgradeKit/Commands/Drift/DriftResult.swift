import Findings
import GitKit
package import Reports

/// What a check for drift found.
package struct DriftResult {
  /// What the check for one class came to.
  struct Check {
    let kind: DriftClass
    var findings: [Finding] = []
    var isChecked = true
    /// Those that people live with.
    var accepted: [AcceptedFinding] = []

    /// The check without what people live with.
    func accepting(by acceptances: Acceptances) -> Check {
      let sorted = acceptances.accept(findings)
      var check = self
      check.findings = sorted.rest + sorted.stale
      check.accepted = sorted.accepted
      return check
    }
  }

  let checks: [Check]
  /// What there is to tell of acceptances that match nothing.
  var unmatched: [Finding]
  /// The classes that make the run fail.
  let failing: Set<DriftClass>
  /// Where upstream is, as it may be shown.
  let upstream: String
  let deployment: String
  /// The state of upstream that the lock names.
  let from: ReportedRelease
  /// How many releases are newer than that; `nil` when upstream is not looked at.
  let behind: Int?
  /// How many of the guarantees hold in the deployment; `nil` when that is not looked for.
  let guarantees: GuaranteeCount?
  /// The patch set's name.
  let patchSet: String
  let patchSetID: ObjectID

  /// How many conflicts an upgrade to the newest release would stop with; `nil` when that is not looked for.
  private var conflicts: Int? {
    let check = checks.first { $0.kind == .release && $0.isChecked }
    return check.map { $0.findings.count { $0.code == .upgradeWouldStop } }
  }

  /// The report, in a list of several deployments.
  func reported(as name: String, toolVersion: String) -> ReportedDeployment {
    let report = report(toolVersion: toolVersion)
    let drift = report.checks?.filter { $0.counts && $0.state == .drifted }
    return ReportedDeployment(
      name: name, behind: behind, outOfStep: drift?.reduce(0) { $0 + $1.findings },
      conflicts: conflicts, guarantees: guarantees, report: report)
  }

  /// The report.
  package func report(toolVersion: String) -> Report {
    let policy = policy
    var reported: [ReportedCheck] = []
    var isDrifted = false
    for check in checks {
      let isFailing = failing.contains(check.kind)
      let isOut = check.findings.contains {
        $0.code == .newerRelease || policy.severity(of: $0.code) < .note
      }
      isDrifted = isDrifted || (isFailing && isOut)
      reported.append(
        ReportedCheck(
          name: check.kind.rawValue,
          state: isOut ? .drifted : check.isChecked ? .inStep : .unchecked,
          findings: check.findings.count, counts: isFailing))
    }
    var report = Report(
      toolVersion: toolVersion, command: "drift", verdict: isDrifted ? .drifted : .inStep,
      upstream: upstream, deployment: deployment,
      from: from,
      patchSet: ReportedPatchSet(name: patchSet, tree: patchSetID.hex),
      checks: reported, findings: checks.flatMap(\.findings) + unmatched, policy: policy)
    report.accepted = checks.flatMap(\.accepted).reported(policy)
    return report
  }

  /// What only is told is a warning at most; a release that counts is more than a note.
  private var policy: SeverityPolicy {
    let standard = SeverityPolicy.standard
    var severities: [FindingCode: Severity] = [:]
    for result in checks {
      let all = result.findings + result.accepted.map(\.finding)
      for code in Set(all.map(\.code)) where code != .acceptanceStale {
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
