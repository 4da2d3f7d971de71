import Findings
import Reports

/// Shows what `env` found as Markdown for GitHub: a table for each kind of change, long ones folded.
struct EnvironmentMarkdown {
  /// Tables of more rows than this are folded.
  private static let longestTable = 20

  func render(_ report: EnvironmentReport) -> String {
    var page = MarkdownBudget(limit: MarkdownRenderer.gitHubLimit - 1)
    let summary = report.summary.prefix(1).uppercased() + report.summary.dropFirst()
    page.add(
      "## Environment variables: \(MarkdownText.plain(report.releasesText))\n\n\(MarkdownText.plain(summary)).\n"
    )
    if report.checked?.basis == .upstream {
      page.add(
        "\nThe patch set does not apply to \(MarkdownText.plain(report.to.tag)); the file is checked against upstream's own files.\n"
      )
    }
    let findings = MarkdownRenderer(limit: MarkdownRenderer.gitHubLimit - 1)
    var leftOut = 0
    for severity in Severity.allCases.sorted() {
      leftOut += findings.addFindings(
        report.findings.filter { $0.severity == severity }, severity, upstream: report.upstream,
        to: &page)
    }
    for kind in VariableChange.Kind.allCases {
      leftOut += add(report.changes?.changes(kind) ?? [], kind, to: &page)
    }
    leftOut += add(report.variables, to: &page)
    if leftOut > 0 {
      page.finish(
        "\n> [!NOTE]\n> \(Report.count(leftOut, "row")) did not fit here. `--report env.json` has them all.\n"
      )
    }
    return page.text
  }

  private func add(
    _ changes: [VariableChange], _ kind: VariableChange.Kind, to page: inout MarkdownBudget
  ) -> Int {
    guard !changes.isEmpty else { return 0 }
    let rows = changes.map { change in
      var name = MarkdownText.code(change.name)
      if !change.newNames.isEmpty {
        name += " → " + change.newNames.map(MarkdownText.code).joined(separator: ", ")
      }
      return row([
        name, MarkdownText.code(change.defaultsText ?? ""), MarkdownText.plain(change.release),
        MarkdownText.plain(change.services.joined(separator: ", ")),
        change.places(limit: 3).map(MarkdownText.code).joined(separator: "<br>"),
      ])
    }
    let header =
      "| variable | default | since | services | \(changes[0].readersLabel) |\n|---|---|---|---|---|\n"
    return add(rows, header, title: kind.heading, to: &page)
  }

  private func add(_ variables: [ReportedVariable], to page: inout MarkdownBudget) -> Int {
    guard !variables.isEmpty else { return 0 }
    let rows = variables.map { variable in
      let places = variable.readers.map { "\($0.path):\($0.line)" }
      return row([
        MarkdownText.code(variable.name)
          + (variable.requiredBy.isEmpty ? "" : " **required**")
          + (variable.presentName.map { " now \(MarkdownText.code($0))" } ?? ""),
        MarkdownText.code(variable.defaultText ?? ""),
        MarkdownText.plain(variable.services.joined(separator: ", ")),
        places.prefix(2).map(MarkdownText.code).joined(separator: "<br>"),
      ])
    }
    let header = "| variable | default | services | read at |\n|---|---|---|---|\n"
    return add(rows, header, title: "All of them", to: &page)
  }

  private func add(
    _ rows: [String], _ header: String, title: String, to page: inout MarkdownBudget
  ) -> Int {
    let isFolded = rows.count > Self.longestTable
    let opening =
      "\n### \(MarkdownText.plain(title))\n\n"
      + (isFolded ? "<details><summary>\(Report.count(rows.count, "variable"))</summary>\n\n" : "")
      + header
    return page.add(rows, opening: opening, closing: isFolded ? "\n</details>\n" : "") {
      "\nAnd \($0) more.\n"
    }
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
