package import Findings

/// A finding with the severity that a policy gives it.
package struct ReportedFinding: Sendable, Hashable, Codable {
  /// How grave it is.
  package var severity: Severity
  /// What was found.
  package var finding: Finding

  /// Makes a reported finding.
  package init(_ severity: Severity, _ finding: Finding) {
    self.severity = severity
    self.finding = finding
  }

  /// Findings with their severities: the gravest first, then by code, place and headline, each once.
  static func sorted(_ findings: [Finding], by policy: SeverityPolicy) -> [ReportedFinding] {
    var seen: Set<Finding> = []
    return
      findings
      .filter { seen.insert($0).inserted }
      .map { ReportedFinding(policy.severity(of: $0.code), $0) }
      .sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }

  /// Texts whose order is the order of findings.
  var sortKey: [String] {
    let place = finding.places.first
    let number = { (value: Int?) in
      let digits = String(max(0, value ?? 0))
      return String(repeating: "0", count: 20 - digits.count) + digits
    }
    let rank = Severity.allCases.sorted().firstIndex(of: severity) ?? 0
    return [
      String(rank), finding.code.rawValue, place?.path ?? "", number(place?.line),
      number(place?.column), finding.headline,
    ]
  }
}
