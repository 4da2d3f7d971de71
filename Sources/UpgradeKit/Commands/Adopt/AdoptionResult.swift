import Findings
import GitKit
import PatchKit
package import Reports

/// What came of taking a deployment over.
package struct AdoptionResult {
  /// What it came to.
  package let verdict: Report.Verdict
  /// Where upstream is, as it may be shown.
  let upstream: String
  /// The patch set's name.
  let patchSet: String
  let patchSetID: ObjectID
  /// The release that was named or is proposed.
  let release: Release
  let findings: [Finding]
  /// Where the deployment's files come from, and the releases that come close.
  let adoption: ReportedAdoption

  init(
    _ verdict: Report.Verdict, _ context: Context, _ release: Release, findings: [Finding],
    _ adoption: ReportedAdoption = ReportedAdoption(), candidates: [AdoptionCandidate] = []
  ) {
    self.verdict = verdict
    upstream = context.sources.upstreamAddress
    patchSet = context.patchSet.name
    patchSetID = context.sources.patchSetID
    self.release = release
    self.findings = findings
    var adoption = adoption
    adoption.candidates = candidates
    self.adoption = adoption
  }

  /// The report.
  package func report(toolVersion: String) -> Report {
    var report = Report(
      toolVersion: toolVersion, command: "adopt", verdict: verdict, upstream: upstream,
      to: ReportedRelease(release),
      patchSet: ReportedPatchSet(name: patchSet, tree: patchSetID.hex),
      findings: findings)
    report.adoption = adoption
    return report
  }
}
