import Findings
import Reports

extension MarkdownRenderer {
  /// So many values of one consequence are shown.
  private static let longestItem = 8

  /// Adds what upstream changed: breaking changes under their commits, the others folded; returns how many groups of
  /// breaking changes and how many others were left out.
  func addConsequences(of report: Report, to page: inout MarkdownBudget) -> Int {
    guard let changes = report.upstreamChanges, !changes.consequences.isEmpty else { return 0 }
    let links = UpstreamLinks(report.upstream)
    let groups = changes.breakingGroups.map { group in
      var text = "\n"
      if let cause = group.cause { text += "**\(description(of: cause, links))**\n\n" }
      return text + group.consequences.map { item($0, $0.causes.dropFirst(), links) }.joined()
    }
    let heading = "\n### What upstream changed\n"
    var leftOut = page.add(groups, opening: heading) {
      "\nAnd \($0) more commits with such changes.\n"
    }
    let others = changes.otherConsequences
    guard !others.isEmpty else { return leftOut }
    let count = Report.count(others.count, groups.isEmpty ? "change" : "other change")
    leftOut += page.add(
      others.map { item($0, $0.causes[...], links) },
      opening: (groups.isEmpty ? heading : "") + "\n<details><summary>\(count)</summary>\n\n",
      closing: "\n</details>\n"
    ) { "- and \($0) more\n" }
    return leftOut
  }

  private func item(
    _ consequence: Consequence, _ causes: ArraySlice<Cause>, _ links: UpstreamLinks
  ) -> String {
    var text = "- \(consequence.isBreaking ? "⚠ " : "")*\(consequence.topic.label)*: "
    text += MarkdownText.plain(consequence.subjects.joined(separator: ", "))
    let isShort = consequence.changes.count == 1
    if isShort { text += ": \(consequence.changes.map(description).joined())" }
    let references = causes.map { reference(to: $0, links) }.joined(separator: ", ")
    if !references.isEmpty { text += " (\(references))" }
    text += "\n"
    if !isShort {
      for change in consequence.changes.prefix(Self.longestItem) {
        text += "  - \(description(of: change))\n"
      }
      let rest = consequence.changes.count - Self.longestItem
      if rest > 0 { text += "  - and \(rest) more\n" }
    }
    for note in consequence.notes { text += "  - \(MarkdownText.sentence(note))\n" }
    return text
  }

  private func description(of change: Consequence.Change) -> String {
    switch (change.before, change.after) {
    case (let before?, let after?): "\(MarkdownText.code(before)) → \(MarkdownText.code(after))"
    case (nil, let after?): "new: \(MarkdownText.code(after))"
    case (let before?, nil): "gone: \(MarkdownText.code(before))"
    case (nil, nil): ""
    }
  }

  private func reference(to cause: Cause, _ links: UpstreamLinks) -> String {
    code(cause.commit, links) + (cause.firstRelease.map { " in \(MarkdownText.plain($0))" } ?? "")
  }

  /// Adds the commits on files in use, folded, by release; returns how many releases were left out.
  func addCommits(of report: Report, to page: inout MarkdownBudget) -> Int {
    guard let changes = report.upstreamChanges, changes.touchingCount > 0 else { return 0 }
    let links = UpstreamLinks(report.upstream)
    let parts = changes.releases.map { release in
      let shown = release.commits.filter { $0.kind != .upkeep }
      var text = "\n**\(MarkdownText.plain(release.release))**\n\n"
      for commit in shown {
        text += "- \(commit.kind.label): \(MarkdownText.plain(commit.line))"
        text += " (\(code(commit.commit, links))"
        if let number = commit.pullRequest { text += ", \(pullRequest(number, links))" }
        text += ")\n"
      }
      let upkeep = release.commits.count - shown.count
      if upkeep > 0 { text += "- and \(upkeep) of upkeep\n" }
      return text
    }
    let verb = changes.isReversed ? " that are taken back" : ""
    let title = "\(Report.count(changes.touchingCount, "commit")) on files in use\(verb)"
    return page.add(
      parts, opening: "\n<details><summary>\(title): \(changes.kindsText)</summary>\n",
      closing: "\n</details>\n"
    ) { "\nAnd \(Report.count($0, "release")) more.\n" }
  }

  private func pullRequest(_ number: Int, _ links: UpstreamLinks) -> String {
    // What is not a link is not to become one to another repository's.
    links.pullRequest(number).map { "[#\(number)](\($0))" } ?? MarkdownText.plain("#\(number)")
  }

  /// Adds why variants changed, and which patches have nothing left to do; returns how many were left out.
  func addPatchNotes(of report: Report, to page: inout MarkdownBudget) -> Int {
    let links = UpstreamLinks(report.upstream)
    let parts = report.patches.compactMap { patch -> String? in
      var text = ""
      if let change = patch.variantChange {
        text += "- **\(MarkdownText.plain(patch.id))**: \(MarkdownText.plain(change.line))\n"
        if let retired = change.retiredText { text += "  - \(MarkdownText.sentence(retired))\n" }
        for decision in change.decisions {
          text += "  - \(MarkdownText.sentence(decision.clause))\n"
        }
        for cause in change.causes { text += "  - *cause:* \(description(of: cause, links))\n" }
      }
      if let retirement = patch.retirement {
        text += "- **\(MarkdownText.plain(patch.id))**: \(MarkdownText.sentence(retirement.text))\n"
      }
      return text.isEmpty ? nil : text
    }
    return parts.isEmpty ? 0 : page.add(parts, opening: "\n") { "\nAnd \($0) more.\n" }
  }
}
