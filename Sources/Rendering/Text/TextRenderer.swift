import Findings
public import Reports

/// Shows a report to people in a terminal: the verdict first, then what they have to decide, then the rest.
public struct TextRenderer: Renderer {
  /// How much is shown.
  public enum Detail: Sendable, Hashable {
    /// What a person needs to know.
    case summary
    /// Every operation and guarantee, unchanged files and diffs, too.
    case full
  }

  let terminal: TerminalOptions
  let detail: Detail

  /// Makes a renderer.
  public init(terminal: TerminalOptions = .plain, detail: Detail = .summary) {
    self.terminal = terminal
    self.detail = detail
  }

  /// The report as text; no line is wider than the terminal.
  public func render(_ report: Report) -> String {
    var page = TextPage(terminal)
    if report.checks == nil {
      addHeadline(of: report, to: &page)
      addFacts(of: report, to: &page)
    } else {
      addChecks(of: report, to: &page)
    }
    addDetails(of: report, to: &page)
    return page.text
  }

  /// All but the headline: what it is about, and what was found.
  func renderBody(of report: Report) -> String {
    var page = TextPage(terminal)
    addFacts(of: report, to: &page)
    addDetails(of: report, to: &page)
    return page.text
  }

  private func addDetails(of report: Report, to page: inout TextPage) {
    for severity in [Severity.conflict, .error] { addFindings(severity, of: report, to: &page) }
    add(report.replays ?? [], to: &page)
    addUpstreamChanges(of: report, to: &page)
    addPatches(of: report, to: &page)
    addPatchNotes(of: report, to: &page)
    if detail == .full { addOperations(of: report, to: &page) }
    addFiles(of: report, to: &page)
    if let adoption = report.adoption { add(adoption, to: &page) }
    for severity in [Severity.warning, .note] { addFindings(severity, of: report, to: &page) }
    if detail == .full { addDiffs(of: report, to: &page) }
  }

  private func addHeadline(of report: Report, to page: inout TextPage) {
    var headline = StyledText(report.verdictText, style(of: report.verdict))
    if let releases = report.releasesText { headline.append(": \(releases)", .strong) }
    page.add(headline, hanging: 2)
    page.add(StyledText(report.consequence), indent: 2)
    page.addBlank()
  }

  private func addFacts(of report: Report, to page: inout TextPage) {
    let links = UpstreamLinks(report.upstream)
    if let to = report.to {
      var commits = StyledText()
      if let from = report.from, from != to {
        commits.append(String(from.commit.prefix(7)), .code, link: links.commit(from.commit))
        commits.append(" → ")
      }
      commits.append(String(to.commit.prefix(7)), .code, link: links.commit(to.commit))
      if let upstream = report.upstream { commits.append(" of \(upstream)", .faint) }
      add("commit", commits, to: &page)
    }
    if let changes = report.upstreamChanges {
      add("upstream", StyledText(changes.commitsText), to: &page)
      if let text = changes.consequencesText { add("changes", StyledText(text), to: &page) }
      if changes.touchingCount > 0 { add("commits", StyledText(changes.kindsText), to: &page) }
    }
    if let patchSet = report.patchSet {
      var text = StyledText(patchSet.name)
      text.append(" (tree \(patchSet.tree.prefix(7)))", .faint)
      add("patch set", text, to: &page)
    }
    for (label, text) in [
      ("operations", report.operationsText), ("guarantees", report.guaranteesText),
      ("files", report.filesText), ("conflicts", report.replaysText),
    ] {
      if let text { add(label, StyledText(text), to: &page) }
    }
    for marker in report.markers {
      add("marker", StyledText("\(marker.location): \(marker.from) → \(marker.to)"), to: &page)
    }
  }

  /// One line: in step or not, and what each check came to.
  private func addChecks(of report: Report, to page: inout TextPage) {
    var headline = StyledText(report.verdictText, style(of: report.verdict))
    if let releases = report.releasesText { headline.append(": \(releases)", .strong) }
    headline.append("; \(report.consequence)")
    page.add(headline, hanging: 2)
  }

  private func add(_ label: String, _ text: StyledText, to page: inout TextPage) {
    var line = StyledText(label, .faint).padded(to: 12)
    line.append(contentsOf: text)
    page.add(line, indent: 2, hanging: 14)
  }

  private func addFindings(_ severity: Severity, of report: Report, to page: inout TextPage) {
    let groups = report.groups(severity)
    guard !groups.isEmpty else { return }
    let renderer = DiagnosticRenderer(terminal: terminal, upstream: report.upstream)
    page.add(heading: severity.heading)
    for group in groups {
      page.addBlank()
      if let cause = group.cause {
        var text = renderer.description(of: cause)
        text.append(" is behind these \(group.findings.count):", .strong)
        page.add(text)
        page.addBlank()
      }
      for entry in group.findings {
        page.addBlank()
        renderer.add(
          entry, to: &page, indent: group.cause == nil ? 0 : 2, known: group.cause?.commit)
      }
    }
  }

  private func addFiles(of report: Report, to page: inout TextPage) {
    let shown = report.files.filter { detail == .full || $0.verdict != .unchanged }
    guard !shown.isEmpty else { return }
    page.add(heading: "Files")
    for row in FileRow.rows(of: shown, folding: detail == .summary) {
      var line = StyledText(report.text(of: row.verdict), style(of: row.verdict)).padded(to: 13)
      line.append(row.path)
      if let note = row.note { line.append(" (\(note))", .faint) }
      page.add(line, indent: 2, hanging: 15)
    }
  }

  private func style(of verdict: Report.Verdict) -> Style {
    switch verdict {
    case .upToDate, .upgraded, .committed, .inStep, .adopted, .proposed: .success
    case .wouldChange: .severity(.warning)
    case .conflicts, .marked: .severity(.conflict)
    case .failed, .drifted: .severity(.error)
    }
  }

  private func style(of verdict: ReportedFile.Verdict) -> Style {
    switch verdict {
    case .unchanged: .faint
    case .updated, .merged: .code
    case .added: .added
    case .removed: .removed
    case .kept: .severity(.note)
    case .conflict: .severity(.conflict)
    }
  }
}

extension ReportedMarker {
  /// The file, and the line behind a colon where it is known.
  var location: String { file + (line.map { ":\($0)" } ?? "") }
}
