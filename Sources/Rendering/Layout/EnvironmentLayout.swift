import Findings
import Reports

/// Lays out what `env` found: what is wrong with a file, then what changed, what breaks first.
struct EnvironmentLayout {
  let report: EnvironmentReport
  let detail: PageDetail

  init(_ report: EnvironmentReport, _ detail: PageDetail) {
    self.report = report
    self.detail = detail
  }

  /// The page.
  var page: Page {
    var top: [Block] = []
    if report.checked?.basis == .upstream {
      top.append(
        .notice(
          StyledText(
            "The patch set does not apply to \(report.to.name); the file is checked against upstream's own files."
          )))
    }
    let layout = FindingLayout(upstream: report.upstream)
    var sections =
      report.edit.map { [EnvironmentEditLayout(edit: $0, release: report.to).section] } ?? []
    sections += layout.sections(of: Severity.allCases.sorted()) { severity in
      report.findings.filter { $0.severity == severity }
    }
    sections += AcceptedLayout.sections(of: report.accepted)
    // A file that a person names is all that was asked about, and what was edited in it.
    let isAboutFile =
      report.edit != nil || report.checked.map { $0.basis != .deployment } ?? false
    if !isAboutFile || detail == .full {
      sections += VariableChange.Kind.allCases.compactMap(section)
      if !report.variables.isEmpty { sections.append(variables) }
    }
    return Page(
      name: "\(report.summary) · \(report.releasesText)",
      title: "Environment variables: \(report.releasesText)", subject: report.releasesText,
      verdict: Page.Verdict(
        text: report.summary, tone: report.hasProblems ? .error : .news, isOneLine: true,
        isSubjectFirst: true),
      top: top, sections: sections + FindingLayout.explanations(of: report.findings),
      version: report.toolVersion)
  }

  private func section(_ kind: VariableChange.Kind) -> Section? {
    let changes = report.changes?.changes(kind) ?? []
    guard let first = changes.first else { return nil }
    let block: Block =
      detail == .summary
      ? .list(List("variable", changes.map(item)))
      : .table(
        Table(
          kind.heading, noun: "variable",
          columns: ["variable", "default", "since", "services", first.readersLabel],
          foldsAbove: 20, changes.map(row)))
    return Section(Self.id(of: kind), kind.heading, count: changes.count, noun: "variable", [block])
  }

  private func name(of change: VariableChange) -> StyledText {
    var text = StyledText(change.name, change.kind.breaks && detail == .summary ? .removed : .code)
    if !change.newNames.isEmpty {
      text.append(" → ")
      text.append(contentsOf: .joined(change.newNames.map { .code($0) }, by: ", "))
    }
    return text
  }

  private func row(_ change: VariableChange) -> Table.Row {
    Table.Row(lines: [
      [name(of: change)], [.code(change.defaultsText ?? "")], [StyledText(change.release)],
      [StyledText(change.servicesText)],
      change.places(limit: .max).map { .code($0) },
    ])
  }

  private func item(_ change: VariableChange) -> Item {
    var details = [change.release]
    if !change.servicesText.isEmpty { details.append(change.servicesText) }
    if let comment = change.comment, change.kind == .added { details.append(comment) }
    var children = [Item(StyledText(details.joined(separator: " · "), .faint))]
    // Where the old name stood, the new ones stand: each of them is shown.
    let places = change.places(limit: change.kind.breaks ? max(1, change.newNames.count) : 0)
    if !places.isEmpty {
      children.append(
        Item(StyledText("\(change.readersLabel) \(places.joined(separator: ", "))", .faint)))
    }
    var text = name(of: change)
    if let defaults = change.defaultsText { text.append("  \(defaults)") }
    return Item(text, children: children)
  }

  private var variables: Section {
    let block: Block =
      detail == .summary
      ? .list(List("variable", report.variables.map(item)))
      : .table(
        Table(
          "All variables", noun: "variable",
          columns: ["variable", "about", "default", "services", "set in", "read at"],
          foldsAbove: 20, report.variables.map(row)))
    return Section(
      "variables", "All of them", count: report.variables.count, noun: "variable", [block])
  }

  private func item(_ variable: ReportedVariable) -> Item {
    var text = StyledText(
      variable.name, variable.requiredBy.isEmpty ? .code : .severity(.warning))
    if let value = variable.defaultText { text.append("=\(value)") }
    // Names are never cut off: the rest stands behind the longest.
    text = text.padded(to: report.variables.map(\.name.utf8.count).max() ?? 0)
    text.append("  ")
    if !variable.requiredBy.isEmpty { text.append("required, ", .severity(.warning)) }
    if let present = variable.presentName { text.append("now \(present), ") }
    text.append(variable.services.joined(separator: ", "), .faint)
    return Item(text)
  }

  private func row(_ variable: ReportedVariable) -> Table.Row {
    var name = StyledText.code(variable.name)
    if let present = variable.presentName {
      name.append(" now ")
      name.append(present, .code)
    }
    var services = [StyledText(variable.services.joined(separator: ", "))]
    let required = variable.requiredBy.joined(separator: ", ")
    if !required.isEmpty { services.append("required by " + StyledText(required, .strong)) }
    let places = { (uses: [ReportedVariable.Use]) in uses.map { StyledText.code($0.text) } }
    return Table.Row(lines: [
      [name], [StyledText(variable.comment ?? "")], [.code(variable.defaultText ?? "")], services,
      places(variable.declared + variable.interpolated + variable.passed), places(variable.readers),
    ])
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

extension ReportedVariable.Use {
  /// The place, with the service and the default where they are known.
  var text: String {
    var text = "\(path):\(line)"
    if let service { text += ", to \(service)" }
    if let defaultText { text += ", else \(defaultText.isEmpty ? "nothing" : defaultText)" }
    return text
  }
}
