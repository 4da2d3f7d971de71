/// Rows in columns. When there is too little room, the widest column gives way.
public struct TextTable: Sendable {
  private var rows: [[StyledText]] = []

  /// Makes a table without rows.
  public init() {}

  /// Adds a row; every row has as many cells.
  public mutating func add(_ row: [StyledText]) {
    rows.append(row)
  }

  /// The rows laid out in at most `width` columns, two spaces between cells.
  public func lines(width: Int) -> [StyledText] {
    let gap = 2
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.width)
      }
    }
    let room = width - gap * max(0, widths.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 1,
      let column = widths.firstIndex(of: widest)
    {
      widths[column] -= 1
    }
    return rows.map { row in
      var line = StyledText()
      let last = row.lastIndex { $0.width > 0 } ?? 0
      for (column, cell) in row.prefix(last + 1).enumerated() {
        let isLast = column == last
        let fitting = cell.truncated(to: widths[column])
        line.append(contentsOf: isLast ? fitting : fitting.padded(to: widths[column] + gap))
      }
      return line
    }
  }
}
