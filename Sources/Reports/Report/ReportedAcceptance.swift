package import Findings

/// An accepted finding.
package struct ReportedAcceptance: Sendable, Hashable, Codable {
  /// How grave it would be.
  package var severity: Severity
  /// What was found.
  package var finding: Finding
  /// Why it is accepted.
  package var reason: String
  /// The last day on which it is; `nil` without an end.
  package var until: String?

  /// Makes an accepted finding.
  package init(_ severity: Severity, _ finding: Finding, reason: String, until: String? = nil) {
    self.severity = severity
    self.finding = finding
    self.reason = reason
    self.until = until
  }
}

extension ReportedAcceptance: Comparable {
  /// The order of findings.
  package static func < (left: ReportedAcceptance, right: ReportedAcceptance) -> Bool {
    ReportedFinding(left.severity, left.finding).sortKey
      .lexicographicallyPrecedes(ReportedFinding(right.severity, right.finding).sortKey)
  }
}
