import Findings
import Reports

/// What the codes of a report's findings mean: their pages of `explain`.
struct HTMLExplanationsSection: HTMLSection {
  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    part(of: report.findings)
  }

  /// The part for some findings; `nil` when none has a code that means something.
  func part(of findings: [ReportedFinding]) -> HTMLPart? {
    var severities: [FindingCode: Severity] = [:]
    for entry in findings { severities[entry.finding.code] = entry.severity }
    let rules = severities.keys.sorted().compactMap { FindingCatalogue.rule(for: $0) }
    guard !rules.isEmpty else { return nil }
    // There are only so many rules: they are never left out, since findings lead here.
    return HTMLPart(
      id: "explanations", title: "What the findings mean", count: rules.count,
      body: HTMLBuilder.buildArray(
        rules.map { html(of: $0, severities[$0.code] ?? .note) }))
  }

  private func html(of rule: FindingRule, _ severity: Severity) -> HTML {
    tag(.article, .id(rule.code.rawValue), .class("rule \(severity.rawValue)")) {
      tag(.h3) {
        tag(.span, .class("badge")) { rule.code.rawValue }
        " "
        HTML.sentence(rule.rule)
      }
      tag(.p) { HTML.sentence(rule.explanation) }
      tag(.details) {
        tag(.summary) { "For example" }
        tag(.div, .class("inside example")) {
          tag(.p) { tag(.b) { HTML.sentence(rule.example.headline) } }
          // The commits in examples do not exist.
          HTMLFinding(links: UpstreamLinks(nil)).details(of: rule.example)
        }
      }
      tag(.p, .class("label")) { "What to do" }
      tag(.ul) { rule.advice.map { line in tag(.li) { HTML.sentence(line) } } }
    }
  }
}
