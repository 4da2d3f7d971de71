import Reports

/// What each of several checks came to.
struct HTMLChecksSection: HTMLSection {
  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard let checks = report.checks, !checks.isEmpty else { return nil }
    let body = tag(.table, .class("rows"), .label("Checks")) {
      tag(.thead) {
        tag(.tr) {
          ["Check", "Result", "Findings"].map { name in tag(.th, .scope("col")) { name } }
        }
      }
      tag(.tbody) { budget.taking(checks, "check", in: .table(columns: 3), row) }
    }
    return HTMLPart(id: "checks", title: "Checks", count: checks.count, body: body)
  }

  private func row(_ check: ReportedCheck) -> HTML {
    let isBad = check.state == .drifted && check.counts
    return tag(.tr, .class(isBad ? "bad" : check.state == .inStep ? "good" : "untouched")) {
      tag(.th, .scope("row")) { check.name }
      tag(.td) {
        tag(.span, .class("mark"), .ariaHidden) { mark(check) }
        word(check.state)
      }
      tag(.td) {
        if check.findings > 0 { String(check.findings) }
        if check.state == .drifted, !check.counts { ", told only" }
      }
    }
  }

  private func mark(_ check: ReportedCheck) -> String {
    switch check.state {
    case .inStep: "✓"
    case .drifted: check.counts ? "✗" : "–"
    case .unchecked: "?"
    }
  }

  private func word(_ state: ReportedCheck.State) -> String {
    switch state {
    case .inStep: "in step"
    case .drifted: "out of step"
    case .unchecked: "not checked"
    }
  }
}
