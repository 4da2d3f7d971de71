import Reports

/// The conflicts that are settled as somebody settled them before.
struct HTMLReplaysSection: HTMLSection {
  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard let replays = report.replays, !replays.isEmpty else { return nil }
    let rows = budget.taking(replays, "conflict", in: .table(columns: 5), row)
    return HTMLPart(
      id: "settled", title: ReportedReplay.heading, count: replays.count,
      body: HTML.wideTable(
        ReportedReplay.heading,
        columns: ["Where", "What", "Decided", "Because", "Recorded in"], rows: rows))
  }

  private func row(_ replay: ReportedReplay) -> HTML {
    tag(.tr, .searched) {
      tag(.td) { HTML.code(replay.location) }
      tag(.td) { replay.node.map { HTML.code($0) } ?? HTML(replay.subject) }
      tag(.td) { replay.decision }
      tag(.td) { replay.reasonText }
      tag(.td) { HTML.code(replay.resolution) }
    }
  }
}
