import Findings
public import Reports

/// Shows a report as the text of a pull request on GitHub: what has to be decided first, long lists folded.
///
/// The text is never longer than GitHub takes. What does not fit is left out from the end, with a notice.
public struct MarkdownRenderer: Renderer {
  /// The number of characters that GitHub takes in a text.
  public static let gitHubLimit = 65_536

  private let limit: Int

  /// Makes a renderer.
  ///
  /// - Parameter limit: the most bytes in UTF-8; at least 8,000.
  public init(limit: Int = gitHubLimit - 1) {
    self.limit = max(8_000, limit)
  }

  /// The report in Markdown.
  public func render(_ report: Report) -> String {
    let data = Self.data(of: report)
    var page = MarkdownBudget(limit: limit - data.utf8.count)
    page.add(title(of: report))
    var leftOut = page.add(facts(of: report), opening: "") { "- and \($0) more\n" }
    leftOut += addChecks(of: report, to: &page)
    for severity in [Severity.conflict, .error] {
      leftOut += addFindings(severity, of: report, to: &page)
    }
    leftOut += addReplays(of: report, to: &page)
    leftOut += addConsequences(of: report, to: &page)
    leftOut += addPatches(of: report, to: &page)
    leftOut += addPatchNotes(of: report, to: &page)
    leftOut += addFiles(of: report, to: &page)
    if let adoption = report.adoption { leftOut += add(adoption, to: &page) }
    for severity in [Severity.warning, .note] {
      leftOut += addFindings(severity, of: report, to: &page)
    }
    leftOut += addCommits(of: report, to: &page)
    leftOut += addOperations(of: report, to: &page)
    leftOut += addDiffs(of: report, to: &page)
    if leftOut > 0 {
      page.finish(
        "\n> [!NOTE]\n> \(Report.count(leftOut, "part")) did not fit here. `--report report.json` has them all.\n"
      )
    }
    return page.text + data
  }

  private func title(of report: Report) -> String {
    var title = report.command.prefix(1).uppercased() + report.command.dropFirst()
    if let releases = report.releasesText { title += ": \(releases)" }
    let verdict = report.verdictText.prefix(1).uppercased() + report.verdictText.dropFirst()
    return
      "## \(MarkdownText.plain(title))\n\n**\(verdict).** \(MarkdownText.plain(report.consequence))\(report.checks == nil ? "" : ".")\n\n"
  }

  private func facts(of report: Report) -> [String] {
    var facts: [String] = []
    let links = UpstreamLinks(report.upstream)
    if let to = report.to ?? (report.checks == nil ? nil : report.from) {
      var commits = ""
      if let from = report.from, from != to { commits = code(from.commit, links) + " → " }
      commits += code(to.commit, links)
      if let upstream = report.upstream { commits += " of \(MarkdownText.code(upstream))" }
      facts.append("- Commit: \(commits)\n")
      if let from = report.from, from != to,
        let page = links.comparison(from: from.commit, to: to.commit)
      {
        facts.append("- Upstream: [what changed between the two](\(page))\n")
      }
    }
    if let changes = report.upstreamChanges {
      let parts = [changes.commitsText, changes.consequencesText.map { "changes: \($0)" }]
      facts.append("- Upstream: \(parts.compactMap { $0 }.joined(separator: "; "))\n")
    }
    if let patchSet = report.patchSet {
      let tree = MarkdownText.code(String(patchSet.tree.prefix(7)))
      facts.append("- Patch set: \(MarkdownText.plain(patchSet.name)) (tree \(tree))\n")
    }
    for (label, value) in [
      ("Operations", report.operationsText), ("Guarantees", report.guaranteesText),
      ("Files", report.filesText), ("Conflicts", report.replaysText),
    ] {
      if let value { facts.append("- \(label): \(value)\n") }
    }
    for marker in report.markers {
      let releases = MarkdownText.plain("\(marker.from) → \(marker.to)")
      facts.append("- Marker: \(MarkdownText.code(marker.location)), \(releases)\n")
    }
    return facts
  }

  /// A commit's first digits, a link where there is a page.
  func code(_ commit: String, _ links: UpstreamLinks) -> String {
    let text = MarkdownText.code(String(commit.prefix(7)))
    return links.commit(commit).map { "[\(text)](\($0))" } ?? text
  }
}
