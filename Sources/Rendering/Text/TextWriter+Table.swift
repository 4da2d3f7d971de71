extension TextWriter {
  private static let gap = 2

  /// Writes a table: in columns where they fit, the last one wrapped; else each row as a thing with labelled facts.
  mutating func write(_ table: Table, indent: Int) {
    let room = page.terminal.width - indent
    let isHeaded = !table.columns.allSatisfy(\.isEmpty)
    let head = Table.Row(table.columns.map { StyledText($0, .faint) }, tone: nil)
    let rows = ((isHeaded ? [head] : []) + table.rows).map {
      $0.cells.map { StyledText.joined($0, by: ", ") }
    }
    let widths = Self.widths(of: rows)
    let first = widths.dropLast().reduce(0) { $0 + $1 + Self.gap }
    let last = min(widths.last ?? 0, table.leastLast)
    guard first + last <= room else {
      for row in table.rows { write(row, of: table, indent: indent) }
      return
    }
    for row in rows { write(row, widths, indent: indent) }
  }

  /// Writes a grid: numbered columns with a sign in each.
  mutating func write(_ grid: Grid, indent: Int) {
    let hasCounts = grid.rows.contains { $0.count != nil }
    let corner = hasCounts ? ["", ""] : [""]
    let head = (corner + grid.columns.indices.map { String($0 + 1) }).map { StyledText($0, .faint) }
    let rows = grid.rows.map { row in
      [StyledText(row.name)]
        + (hasCounts ? [StyledText(row.count.map(String.init) ?? "", .faint)] : [])
        + row.cells.map { StyledText($0.sign, $0.tone.style) }
    }
    let widths = Self.widths(of: [head] + rows)
    for row in [head] + rows { write(row, widths, indent: indent) }
    page.addBlank()
    page.add(StyledText(grid.legend, .faint), indent: indent)
  }

  private static func widths(of rows: [[StyledText]]) -> [Int] {
    (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].width : 0 }.max() ?? 0
    }
  }

  private mutating func write(_ cells: [StyledText], _ widths: [Int], indent: Int) {
    let last = cells.lastIndex { $0.width > 0 } ?? 0
    var line = StyledText()
    var hanging = indent
    for (column, cell) in cells.prefix(last + 1).enumerated() {
      line.append(contentsOf: column == last ? cell : cell.padded(to: widths[column] + Self.gap))
      if column < last { hanging += widths[column] + Self.gap }
    }
    page.add(line, indent: indent, hanging: hanging)
  }

  private mutating func write(_ row: Table.Row, of table: Table, indent: Int) {
    let titles = table.columns.prefix { $0.isEmpty }.count + 1
    let title = row.cells.prefix(titles).flatMap(\.self)
    page.add(.joined(title, by: " "), indent: indent, hanging: indent + 2)
    let facts = zip(table.columns, row.cells).dropFirst(titles).filter { !$1.allSatisfy(\.isEmpty) }
    let width = facts.map(\.0.count).max() ?? 0
    for (label, lines) in facts {
      for (index, line) in lines.enumerated() {
        let mark = StyledText(index == 0 ? label : "", .faint).padded(to: width + Self.gap)
        page.add(mark + line, indent: indent + 4, hanging: indent + 4 + width + Self.gap)
      }
    }
  }
}
