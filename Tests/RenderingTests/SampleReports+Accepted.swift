import Findings
import Reports

extension SampleReports {
  /// Accepted findings, beside one that counts.
  static let accepted: Report = {
    var report = Report(
      toolVersion: "1.0.0", command: "drift", verdict: .drifted, upstream: upstream,
      from: ReportedRelease(tag: "stable-10184", commit: commits[1]),
      patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
      checks: [
        ReportedCheck(name: "environment", state: .inStep, counts: true),
        ReportedCheck(name: "images", state: .drifted, findings: 1, counts: true),
      ],
      findings: [
        Finding(
          .imageOutOfStep, "service `web` runs stable-9364-1",
          places: [Place(.deployment, "confomeet/docker-compose.yml", line: 7)])
      ])
    report.accepted = [
      ReportedAcceptance(
        .error, Finding(.weakValue, "`JVB_AUTH_PASSWORD` has a value that everyone knows"),
        reason: "a machine for *tests* & <demos>"),
      ReportedAcceptance(
        .warning,
        Finding(
          .variableUnknown, "`NOBODYS` does nothing in stable-10184: no compose file uses it",
          places: [Place(.deployment, "confomeet/.env", line: 12)]),
        reason: "our own proxy reads it", until: "2026-12-31"),
    ]
    return report
  }()
}
