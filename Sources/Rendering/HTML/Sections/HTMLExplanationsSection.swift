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
    let explanations = severities.keys.sorted().compactMap(FindingExplanation.of)
    guard !explanations.isEmpty else { return nil }
    // There are only so many codes: they are never left out, since findings lead here.
    return HTMLPart(
      id: "explanations", title: "What the findings mean", count: explanations.count,
      body: HTMLBuilder.buildArray(
        explanations.map { html(of: $0, severities[$0.code] ?? .note) }))
  }

  private func html(of explanation: FindingExplanation, _ severity: Severity) -> HTML {
    tag(.article, .id(explanation.code.rawValue), .class("rule \(severity.rawValue)")) {
      tag(.h3) {
        tag(.span, .class("badge")) { explanation.code.rawValue }
        " "
        HTML.sentence(explanation.title)
      }
      tag(.p) { HTML.sentence(explanation.meaning) }
      tag(.details) {
        tag(.summary) { "For example" }
        tag(.div, .class("inside example")) {
          tag(.pre) {
            explanation.example.map { line in HTMLBuilder.buildArray([HTML(line), .lineFeed]) }
          }
        }
      }
      tag(.p, .class("label")) { "What to do" }
      tag(.ul) { explanation.advice.map { line in tag(.li) { HTML.sentence(line) } } }
    }
  }
}
