import Findings
public import Reports

/// Shows what `env` found on a terminal: what breaks first, a paragraph for each variable.
public struct EnvironmentText: Sendable {
  private let terminal: TerminalOptions
  private let isFull: Bool

  /// Makes a renderer.
  ///
  /// - Parameter isFull: whether every place and what merely is new is shown at length, and changes beside a check.
  public init(terminal: TerminalOptions, isFull: Bool = false) {
    self.terminal = terminal
    self.isFull = isFull
  }

  /// The whole text, with a line feed at its end.
  public func render(_ report: EnvironmentReport) -> String {
    var page = TextPage(terminal)
    var title = StyledText(report.releasesText, .strong)
    title.append(": \(report.summary)")
    page.add(title, hanging: 2)
    if report.checked?.basis == .upstream {
      page.add(
        StyledText(
          "the patch set does not apply to \(report.to.tag); checked against upstream's own files"),
        indent: 2)
    }
    let renderer = DiagnosticRenderer(terminal: terminal, upstream: report.upstream)
    for finding in report.findings {
      page.addBlank()
      renderer.add(finding, to: &page)
    }
    guard report.checked == nil || isFull else { return page.text }
    if let changes = report.changes { add(changes, to: &page) }
    if !report.variables.isEmpty { page.addBlank() }
    if isFull {
      for variable in report.variables { add(variable, to: &page) }
    } else {
      addTable(report.variables, to: &page)
    }
    return page.text
  }

  private func add(_ changes: VariableChanges, to page: inout TextPage) {
    for kind in VariableChange.Kind.allCases {
      let changes = changes.changes(kind)
      guard !changes.isEmpty else { continue }
      page.add(heading: kind.heading)
      for change in changes { add(change, to: &page) }
    }
  }

  private func add(_ change: VariableChange, to page: inout TextPage) {
    var line = StyledText(change.name, change.kind.breaks ? .removed : .code)
    if !change.newNames.isEmpty {
      line.append(" → ")
      line.append(change.newNames.joined(separator: ", "), .added)
    }
    if let defaults = change.defaultsText { line.append("  \(defaults)") }
    page.add(line, indent: 2, hanging: 6)
    var details = [change.release]
    if !change.services.isEmpty { details.append(change.services.joined(separator: ", ")) }
    if let comment = change.comment, change.kind == .added { details.append(comment) }
    page.add(StyledText(details.joined(separator: " · "), .faint), indent: 6)
    // Where the old name stood, the new ones stand: each of them is shown.
    let limit = change.kind.breaks ? max(1, change.newNames.count) : 0
    let places = change.places(limit: isFull ? .max : limit)
    guard !places.isEmpty else { return }
    page.add(
      StyledText("\(change.readersLabel) \(places.joined(separator: ", "))", .faint), indent: 6,
      hanging: 8)
  }

  private func addTable(_ variables: [ReportedVariable], to page: inout TextPage) {
    // Names are never cut off: the rest has what room they leave.
    let longest = variables.map(\.name.utf8.count).max() ?? 0
    for variable in variables {
      var line = StyledText(
        variable.name, variable.requiredBy.isEmpty ? .code : .severity(.warning))
      if let text = variable.defaultText { line.append("=\(text)") }
      line = line.padded(to: longest).truncated(to: max(longest, page.terminal.width * 2 / 3))
      line.append("  ")
      if !variable.requiredBy.isEmpty { line.append("required, ", .severity(.warning)) }
      if let present = variable.presentName { line.append("now \(present), ") }
      line.append(variable.services.joined(separator: ", "), .faint)
      page.addLine(line)
    }
  }

  private func add(_ variable: ReportedVariable, to page: inout TextPage) {
    page.addBlank()
    page.add(StyledText(variable.name, .strong), hanging: 4)
    var lines: [(String, String)] = []
    if let comment = variable.comment { lines.append(("about", comment)) }
    if let text = variable.defaultText { lines.append(("default", text)) }
    if let present = variable.presentName { lines.append(("now named", present)) }
    let required = variable.requiredBy.joined(separator: ", ")
    if !required.isEmpty { lines.append(("required by", required)) }
    lines += variable.declared.map { ("declared", $0.text) }
    lines += variable.interpolated.map { ("used", $0.text) }
    lines += variable.passed.map { ("passed", $0.text) }
    lines += variable.readers.map { ("read", $0.text) }
    for (label, text) in lines {
      var line = StyledText(label, .faint).padded(to: 13)
      line.append(text)
      page.add(line, indent: 2, hanging: 15)
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
