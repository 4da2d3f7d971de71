import Reports

extension MarkdownRenderer {
  /// Adds the conflicts that are settled as before; returns how many were left out.
  func addReplays(of report: Report, to page: inout MarkdownBudget) -> Int {
    let parts = (report.replays ?? []).map { replay in
      var text = "- \(MarkdownText.code(replay.location)), "
      text += replay.node.map(MarkdownText.code) ?? MarkdownText.plain(replay.subject)
      text += ": **\(MarkdownText.plain(replay.decision))**\n"
      text += "  - *because:* \(MarkdownText.plain(replay.reasonText))\n"
      text += "  - *recorded in* \(MarkdownText.code(replay.resolution))\n"
      return text
    }
    return page.add(parts, opening: "\n### \(ReportedReplay.heading)\n\n") {
      "\nAnd \(Report.count($0, "conflict")) more.\n"
    }
  }
}
