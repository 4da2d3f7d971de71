import Findings
import Reports

extension MarkdownRenderer {
  /// Adds the findings of a severity; returns how many were left out.
  func addFindings(
    _ severity: Severity, of report: Report, to page: inout MarkdownBudget
  ) -> Int {
    addFindings(report.listedFindings(severity), severity, upstream: report.upstream, to: &page)
  }

  /// Adds findings of a severity; returns how many were left out.
  func addFindings(
    _ findings: [ReportedFinding], _ severity: Severity, upstream: String?,
    to page: inout MarkdownBudget
  ) -> Int {
    let links = UpstreamLinks(upstream)
    var parts: [String] = []
    let groups = FindingGroup.groups(of: findings)
    for (number, group) in groups.enumerated() {
      for (index, entry) in group.findings.enumerated() {
        var part = "\n"
        if index == 0, let cause = group.cause {
          part += "#### \(description(of: cause, links)) is behind these "
          part += "\(group.findings.count)\n\n"
        } else if group.cause == nil, number > 0, groups[number - 1].cause != nil {
          part += "#### Others\n\n"
        }
        parts.append(part + text(of: entry, known: group.cause?.commit, links))
      }
    }
    return page.add(parts, opening: "\n### \(severity.heading)\n") {
      "\nAnd \(Report.count($0, "finding")) more.\n"
    }
  }

  private func text(of entry: ReportedFinding, known: String?, _ links: UpstreamLinks) -> String {
    let finding = entry.finding
    var text = "- **\(entry.severity.rawValue) \(MarkdownText.plain(finding.code.rawValue))**: "
    text += "\(MarkdownText.sentence(finding.headline))\n"
    for place in finding.places {
      text += "  - \(description(of: place))\n"
    }
    for line in finding.evidenceLines { text += "  - \(MarkdownText.sentence(line))\n" }
    for cause in finding.causes where cause.commit != known {
      text += "  - *cause:* \(description(of: cause, links))\n"
    }
    for line in finding.advice { text += "  - *advice:* \(MarkdownText.sentence(line))\n" }
    return text
  }

  private func description(of place: Place) -> String {
    var text: String
    switch place.tree {
    case .patchSet: text = ""
    case .upstream: text = "upstream "
    case .generated: text = "generated "
    case .deployment: text = "deployment "
    }
    text += MarkdownText.code(place.location)
    if let release = place.release { text += " at \(MarkdownText.plain(release))" }
    if let excerpt = place.excerpt, !excerpt.isEmpty { text += ": \(MarkdownText.code(excerpt))" }
    return text
  }

  /// A commit with its subject, its day, its pull request and the first release that has it.
  func description(of cause: Cause, _ links: UpstreamLinks) -> String {
    var text = "\(code(cause.commit, links)) “\(MarkdownText.plain(cause.subject))”, "
    text += MarkdownText.plain(cause.date)
    if let number = cause.pullRequest, let page = links.pullRequest(number) {
      text += ", [pull request](\(page))"
    }
    if let release = cause.firstRelease { text += ", first in \(MarkdownText.plain(release))" }
    return text
  }
}
