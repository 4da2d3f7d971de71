import Findings
import Reports

/// The findings of one severity, those with one cause under it.
struct HTMLFindingsSection: HTMLSection {
  private let severity: Severity

  /// Makes the section of a severity.
  init(_ severity: Severity) {
    self.severity = severity
  }

  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    part(of: report.listedFindings(severity), upstream: report.upstream, budget: &budget)
  }

  /// The part of findings of this severity; `nil` when there are none.
  func part(
    of findings: [ReportedFinding], upstream: String?, budget: inout HTMLBudget
  ) -> HTMLPart? {
    let groups = FindingGroup.groups(of: findings)
    guard !groups.isEmpty else { return nil }
    let finding = HTMLFinding(links: UpstreamLinks(upstream))
    var body = HTML()
    let before = budget.leftOut
    let isGrouped = groups.contains { $0.cause != nil }
    var isFirstAlone = true
    for group in groups {
      if group.cause != nil || (isGrouped && isFirstAlone) {
        let heading = self.heading(of: group, finding)
        if budget.take(heading, isCounted: false) { body.append(heading) }
      }
      if group.cause == nil { isFirstAlone = false }
      for entry in group.findings {
        let piece = finding.html(
          of: entry, level: isGrouped ? .h4 : .h3, known: group.cause?.commit)
        if budget.take(piece) { body.append(piece) }
      }
    }
    body.append(budget.notice(since: before, "finding"))
    return HTMLPart(
      id: severity.sectionID, title: severity.heading, count: findings.count,
      body: body)
  }

  private func heading(of group: FindingGroup, _ finding: HTMLFinding) -> HTML {
    guard let cause = group.cause else { return tag(.h3) { "Others" } }
    return tag(.h3, .class("cause")) {
      finding.description(of: cause)
      " is behind these \(group.findings.count)"
    }
  }
}
