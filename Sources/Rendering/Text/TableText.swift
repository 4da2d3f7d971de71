/// Rows in columns as text, without headings.
package struct TableText: Sendable {
  private let terminal: TerminalOptions

  /// Makes a renderer.
  package init(terminal: TerminalOptions) {
    self.terminal = terminal
  }

  /// The rows, each with a line feed at its end; every row has as many cells.
  package func render(_ rows: [[StyledText]]) -> String {
    var writer = TextWriter(terminal)
    let columns = rows.first.map { $0.map { _ in "" } } ?? []
    writer.write(
      Table("", noun: "row", columns: columns, rows.map { Table.Row($0, tone: nil) }), indent: 0)
    return writer.page.text
  }
}
