import Findings
import Reports

/// Shows what `env` found as a page for a browser: what is wrong with a file, then what changed, what breaks first.
struct HTMLEnvironmentRenderer: Sendable {
  /// The report as a page of HTML.
  func render(_ report: EnvironmentReport) -> String {
    var budget = HTMLBudget(limit: HTMLRenderer.standardLimit)
    var parts: [HTMLPart] = []
    for severity in Severity.allCases.sorted() {
      let findings = report.findings.filter { $0.severity == severity }
      let section = HTMLFindingsSection(severity)
      if let part = section.part(of: findings, upstream: report.upstream, budget: &budget) {
        parts.append(part)
      }
    }
    for kind in VariableChange.Kind.allCases {
      let changes = report.changes?.changes(kind) ?? []
      guard let first = changes.first else { continue }
      let columns = ["Variable", "Default", "Since", "Services", first.readersLabel]
      let rows = budget.taking(changes, "variable", in: .table(columns: 5), row)
      parts.append(
        HTMLPart(
          id: Self.id(of: kind), title: kind.heading, count: changes.count,
          body: HTML.wideTable(kind.heading, columns: columns, rows: rows)))
    }
    if !report.variables.isEmpty {
      let rows = budget.taking(report.variables, "variable", in: .table(columns: 4), row)
      parts.append(
        HTMLPart(
          id: "variables", title: "All of them", count: report.variables.count,
          body: HTML.wideTable(
            "All variables", columns: ["Variable", "Default", "Services", "Read at"], rows: rows)))
    }
    if let part = HTMLExplanationsSection().part(of: report.findings) { parts.append(part) }
    return HTMLPage(
      title: "\(report.summary) · \(report.releasesText)", version: report.toolVersion
    )
    .document(top: summary(of: report), parts: parts)
  }

  private func summary(of report: EnvironmentReport) -> HTML {
    tag(.section, .id("summary"), .labelled(by: "title")) {
      tag(.h1, .id("title")) { "Environment variables: \(report.releasesText)" }
      tag(.p, .class("verdict \(report.hasProblems ? "error" : "news")")) {
        tag(.strong) { report.summary.prefix(1).uppercased() + report.summary.dropFirst() }
      }
      if report.checked?.basis == .upstream {
        tag(.p, .class("notice")) {
          "The patch set does not apply to \(report.to.tag); the file is checked against upstream's own files."
        }
      }
    }
  }

  private func row(_ change: VariableChange) -> HTML {
    tag(.tr, .searched) {
      tag(.th, .scope("row")) {
        HTML.code(change.name)
        if !change.newNames.isEmpty {
          " → "
          HTML.joined(change.newNames.map(HTML.code), by: ", ")
        }
      }
      tag(.td) { if let text = change.defaultsText { HTML.code(text) } }
      tag(.td) { change.release }
      tag(.td) { change.services.joined(separator: ", ") }
      tag(.td) { change.places(limit: .max).map { place in tag(.div) { HTML.code(place) } } }
    }
  }

  private func row(_ variable: ReportedVariable) -> HTML {
    tag(.tr, .searched) {
      tag(.th, .scope("row")) {
        HTML.code(variable.name)
        if !variable.requiredBy.isEmpty { " required" }
        if let name = variable.presentName {
          " now "
          HTML.code(name)
        }
      }
      tag(.td) { if let text = variable.defaultText { HTML.code(text) } }
      tag(.td) { variable.services.joined(separator: ", ") }
      tag(.td) {
        variable.readers.map { use in tag(.div) { HTML.code("\(use.path):\(use.line)") } }
      }
    }
  }

  private static func id(of kind: VariableChange.Kind) -> StaticString {
    switch kind {
    case .required: "required"
    case .renamed: "renamed"
    case .split: "split"
    case .removed: "removed"
    case .unread: "unread"
    case .unpassed: "unpassed"
    case .superseded: "superseded"
    case .defaultChanged: "defaults"
    case .added: "added"
    }
  }
}
