import Reports

extension MarkdownRenderer {
  /// Adds a row for each check; returns how many were left out.
  func addChecks(of report: Report, to page: inout MarkdownBudget) -> Int {
    let rows = (report.checks ?? []).map { check in
      var cells = [mark(check), check.name, word(check.state), ""]
      if check.findings > 0 { cells[3] = String(check.findings) }
      if check.state == .drifted, !check.counts { cells[3] += ", told only" }
      return "| " + cells.map(MarkdownText.plain).joined(separator: " | ") + " |\n"
    }
    let opening = """

      | | check | | findings |
      |---|---|---|---|

      """
    return page.add(rows, opening: opening) { "\nAnd \($0) more.\n" }
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
