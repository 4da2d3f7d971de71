import Findings
import Reports

/// Findings that one upstream commit brought about, or one finding alone.
struct FindingGroup: Sendable, Hashable {
  /// The commit they share; `nil` for a finding alone.
  var cause: Cause?
  /// The findings, in the report's order.
  var findings: [ReportedFinding]
}

extension Report {
  /// The findings of a severity, those with one cause together and before those alone.
  ///
  /// A finding with several causes goes to the one that most findings share.
  func groups(_ severity: Severity) -> [FindingGroup] {
    FindingGroup.groups(of: listedFindings(severity))
  }
}

extension FindingGroup {
  /// Findings, those with one cause together and before those alone.
  static func groups(of findings: [ReportedFinding]) -> [FindingGroup] {
    var counts: [String: Int] = [:]
    for entry in findings {
      for commit in Set(entry.finding.causes.map(\.commit)) { counts[commit, default: 0] += 1 }
    }
    let count = { (cause: Cause) in counts[cause.commit] ?? 0 }
    var groups: [FindingGroup] = []
    var places: [String: Int] = [:]
    for entry in findings {
      // `max` gives the last of equals; the first cause named is the likeliest.
      let shared = entry.finding.causes.reversed().max { count($0) < count($1) }
      if let shared, let index = places[shared.commit] {
        groups[index].findings.append(entry)
      } else {
        if let shared { places[shared.commit] = groups.count }
        groups.append(FindingGroup(cause: shared, findings: [entry]))
      }
    }
    let alone = Set(groups.filter { $0.findings.count == 1 }.flatMap(\.findings))
    return groups.filter { $0.findings.count > 1 }
      + findings.filter(alone.contains).map {
        FindingGroup(findings: [$0])
      }
  }
}
