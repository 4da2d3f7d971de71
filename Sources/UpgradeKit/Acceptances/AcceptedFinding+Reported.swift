import Findings
import PatchKit
import Reports

extension [AcceptedFinding] {
  /// The findings for a report; `nil` for none.
  func reported(_ policy: SeverityPolicy = .standard) -> [ReportedAcceptance]? {
    guard !isEmpty else { return nil }
    return map { accepted in
      ReportedAcceptance(
        policy.severity(of: accepted.finding.code), accepted.finding,
        reason: accepted.acceptance.reason, until: accepted.acceptance.until?.description)
    }.sorted()
  }
}
