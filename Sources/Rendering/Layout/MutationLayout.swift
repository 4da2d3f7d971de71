import Reports

/// Lays out what a patch set made of upstream changes that nobody made.
enum MutationLayout {
  static func page(of report: ReportedMutations) -> Page {
    let lost = report.kinds.reduce(0) { $0 + $1.lost }
    let stopped = report.kinds.reduce(0) { $0 + $1.stopped }
    var blocks: [Block] = [
      .text(
        StyledText(
          "\(report.total) upstream changes on \(report.releases) releases: "
            + (lost == 0 ? "none goes unnoticed" : "\(lost) go unnoticed"), .strong)),
      .facts([
        Item("carried", StyledText("\(report.total - stopped - lost)")),
        Item("stopped", StyledText("\(stopped)")), Item("lost", StyledText("\(lost)")),
        Item("seed", StyledText("\(report.seed)")),
      ]),
    ]
    blocks.append(group("By kind of change", report.kinds))
    blocks.append(group("By patch", report.patches))
    if !report.survivors.isEmpty {
      blocks.append(
        .group(
          StyledText("Customisations that are lost without a conflict", .strong),
          [.list(List("change", report.survivors.map(item)))]))
    }
    return Page(list: blocks)
  }

  private static func group(_ title: String, _ counts: [ReportedMutations.Count]) -> Block {
    let rows = counts.filter { $0.total > 0 }.map { count in
      let score = (count.total - count.lost) * 1000 / count.total
      return Table.Row(
        [
          count.name, "\(count.carried)", "\(count.stopped)", "\(count.lost)",
          "\(score / 10).\(score % 10) %",
        ].map { StyledText($0) })
    }
    let columns = ["", "carried", "stopped", "lost", "score"]
    return .group(
      StyledText(title, .strong),
      [.table(Table(title, noun: "change", columns: columns, rows))])
  }

  private static func item(_ survivor: ReportedMutations.Survivor) -> Item {
    let more =
      survivor.others == 0
      ? "" : ", and \(survivor.others) more such \(survivor.others == 1 ? "change" : "changes")"
    return Item(
      StyledText(
        "`\(survivor.patch)` at \(survivor.release), \(survivor.kind): \(survivor.what)\(more)"),
      details: survivor.lost.prefix(3).map { .line(StyledText("no longer so: \($0)")) } + [
        .line(StyledText("a guarantee is missing: \(survivor.guarantee)"))
      ])
  }
}
