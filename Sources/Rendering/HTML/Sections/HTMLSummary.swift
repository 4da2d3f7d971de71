import Findings
import Reports

/// The top of a page: what a run came to, in one look.
struct HTMLSummary {
  /// The summary.
  ///
  /// - Parameter leftOut: how many parts did not fit into the page.
  func html(of report: Report, leftOut: Int) -> HTML {
    tag(.section, .id("summary"), .labelled(by: "title")) {
      tag(.h1, .id("title")) { title(of: report) }
      tag(.p, .class("verdict \(report.verdict.tone)")) {
        tag(.strong) { report.verdictText.prefix(1).uppercased() + report.verdictText.dropFirst() }
        " "
        report.consequence
        if report.checks != nil { "." }
      }
      counts(of: report)
      if leftOut > 0 {
        tag(.p, .class("notice")) {
          "\(Report.count(leftOut, "part")) did not fit into this page; each is missed in its place. "
          HTML.sentence("`--report report.json` has them all.")
        }
      }
      tag(.dl, .class("facts")) { facts(of: report) }
    }
  }

  private func title(of report: Report) -> String {
    let command = report.command.prefix(1).uppercased() + report.command.dropFirst()
    return report.releasesText.map { "\(command): \($0)" } ?? command
  }

  /// How many findings there are of each severity, as links to them.
  private func counts(of report: Report) -> HTML {
    let counts = Severity.allCases.sorted().map { ($0, report.listedFindings($0).count) }
    return tag(.ul, .class("counts")) {
      counts.filter { $0.1 > 0 }.map { severity, count in
        tag(.li, .class(severity.rawValue)) {
          tag(.a, .jump(to: "\(severity.sectionID)")) {
            tag(.b) { String(count) }
            " \(severity.rawValue)\(count == 1 ? "" : "s")"
          }
        }
      }
    }
  }

  private func facts(of report: Report) -> HTML {
    let links = UpstreamLinks(report.upstream)
    var facts: [(String, HTML)] = []
    if let to = report.to ?? (report.checks == nil ? nil : report.from) {
      facts.append(("Commit", commits(from: report.from, to: to, report, links)))
    }
    if let deployment = report.deployment { facts.append(("Deployment", .code(deployment))) }
    if let changes = report.upstreamChanges {
      let texts = [
        changes.commitsText, changes.consequencesText.map { "\($0) changes for those who run it" },
      ]
      facts.append(("Upstream", HTML(texts.compactMap(\.self).joined(separator: "; "))))
    }
    if let patchSet = report.patchSet {
      facts.append(
        (
          "Patch set",
          HTMLBuilder.buildArray([
            HTML("\(patchSet.name) (tree "), .code(String(patchSet.tree.prefix(7))), HTML(")"),
          ])
        ))
    }
    for (label, text) in [
      ("Operations", report.operationsText), ("Guarantees", report.guaranteesText),
      ("Files", report.filesText), ("Conflicts", report.replaysText),
    ] {
      if let text { facts.append((label, HTML(text))) }
    }
    for marker in report.markers {
      let text = HTMLBuilder.buildArray([
        .code(marker.location), HTML(", \(marker.from) → \(marker.to)"),
      ])
      facts.append(("Marker", text))
    }
    return HTMLBuilder.buildArray(
      facts.map { label, content in
        tag(.div) {
          tag(.dt) { label }
          tag(.dd) { content }
        }
      })
  }

  @HTMLBuilder private func commits(
    from: ReportedRelease?, to: ReportedRelease, _ report: Report, _ links: UpstreamLinks
  ) -> HTML {
    if let from, from != to {
      HTML.commit(from.commit, links)
      " → "
    }
    HTML.commit(to.commit, links)
    if let upstream = report.upstream {
      " of "
      HTML.link(upstream) { HTML.code(upstream) }
    }
    if let from, from != to, let page = links.comparison(from: from.commit, to: to.commit) {
      ", "
      HTML.link(page) { "what changed between the two" }
    }
  }
}

extension HTML {
  /// A commit's first digits, a link where there is a page.
  static func commit(_ id: String, _ links: UpstreamLinks) -> HTML {
    link(links.commit(id)) { code(String(id.prefix(7))) }
  }
}

extension Report.Verdict {
  /// How it looks.
  fileprivate var tone: String {
    switch self {
    case .upToDate, .upgraded, .committed, .adopted, .inStep: "good"
    case .wouldChange, .proposed: "news"
    case .conflicts, .marked: "conflict"
    case .failed, .drifted: "error"
    }
  }
}

extension Severity {
  /// The place of the section of its findings.
  var sectionID: StaticString {
    switch self {
    case .conflict: "decisions"
    case .error: "errors"
    case .warning: "warnings"
    case .note: "notes"
    }
  }
}
