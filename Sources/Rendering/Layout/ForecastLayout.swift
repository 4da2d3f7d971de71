import Reports

/// Lays out how right the forecast would have been.
enum ForecastLayout {
  /// The page: a row for each interval in which something was forecast or came, and the figures of all.
  static func page(of record: ForecastRecord) -> Page {
    let rows = record.intervals.filter { $0.right + $0.wrong + $0.missed > 0 }.map { interval in
      Table.Row([
        StyledText(interval.old), StyledText(interval.new), StyledText("\(interval.right)"),
        StyledText("\(interval.wrong)"), StyledText("\(interval.missed)"),
        StyledText(range(interval.warnings)),
      ])
    }
    let columns = ["deployed", "forecast", "right", "wrong", "missed", "days before"]
    let warning = record.warning.map { "\($0) days before the release, the median" }
    return Page(list: [
      .line(
        StyledText(
          "The forecast in \(record.intervals.count) intervals between releases, on \(record.days) days"
        )), .table(Table("Intervals", noun: "interval", columns: columns, rows)),
      .list(
        List(
          "figure",
          [
            Item("precision", StyledText(text(of: record.precision))),
            Item("recall", StyledText(text(of: record.recall))),
            Item("warning", StyledText(warning ?? "none")),
          ])),
    ])
  }

  private static func range(_ days: [Int]) -> String {
    guard let first = days.first, let last = days.last else { return "" }
    return first == last ? "\(first)" : "\(first) to \(last)"
  }

  /// `0.93, 52 of 56`.
  private static func text(of share: ForecastRecord.Share) -> String {
    guard share.whole > 0 else { return "none" }
    let hundredths = (share.part * 100 + share.whole / 2) / share.whole
    let digits = hundredths % 100
    return
      "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits), \(share.part) of \(share.whole)"
  }
}
