import Editing

/// Shows a diff as tables: line under line, and in two columns where both versions have lines of their own. The style
/// sheet shows one of the two.
struct HTMLDiff {
  private let path: String
  private let diff: FileDiff
  private let language: SourceLanguage

  private init(_ diff: FileDiff, path: String) {
    self.diff = diff
    self.path = path
    language = SourceLanguage(path: path)
  }

  /// A diff as tables, or what is none as it is.
  static func html(of text: String, path: String) -> HTML {
    if let diff = FileDiff(shown: text) { return HTMLDiff(diff, path: path).html }
    return tag(.pre) {
      VisibleText.lines(text).map { line in HTMLBuilder.buildArray([HTML(line), .lineFeed]) }
    }
  }

  /// The tables.
  private var html: HTML {
    let hunks = diff.hunks.map { (hunk: $0, rows: DiffRow.rows(of: $0)) }
    let name = diff.isOneSided ? "diff" : "diff unified"
    var result = tag(.table, .class(name), .label("Changes in \(path), line under line")) {
      Self.head([("Old line", true), ("New line", true), ("Text", false)])
      hunks.map { hunk, rows in
        tag(.tbody) {
          Self.gap(hunk, columns: 3)
          unified(rows)
        }
      }
    }
    guard !diff.isOneSided else { return result }
    result.append(
      tag(.table, .class("diff split"), .label("Changes in \(path), in two columns")) {
        Self.head([
          ("Old line", true), ("Old text", false), ("New line", true), ("New text", false),
        ])
        hunks.map { hunk, rows in
          tag(.tbody) {
            Self.gap(hunk, columns: 4)
            rows.map(split)
          }
        }
      })
    return result
  }

  /// The widths of the columns, and their names for those who hear the page.
  @HTMLBuilder private static func head(_ columns: [(name: String, isNumber: Bool)]) -> HTML {
    tag(.colgroup) {
      columns.map { $0.isNumber ? tag(.col, .class("number")) : tag(.col) }
    }
    tag(.thead) {
      tag(.tr) { columns.map { column in tag(.th, .scope("col")) { HTML.unseen(column.name) } } }
    }
  }

  private static func gap(_ hunk: DiffHunk, columns: Int) -> HTML {
    guard max(hunk.oldStart, hunk.newStart) > 1 else { return HTML() }
    return tag(.tr, .class("gap")) {
      tag(.td, .columns(columns)) {
        hunk.oldStart == hunk.newStart
          ? "line \(hunk.newStart)" : "line \(hunk.oldStart), now \(hunk.newStart)"
      }
    }
  }

  /// Rows line under line: what is removed before what is added.
  private func unified(_ rows: [DiffRow]) -> HTML {
    var result = HTML()
    var added: [DiffRow.Cell] = []
    func finish() {
      for cell in added { result.append(row("i", nil, cell.number, text(of: cell))) }
      added = []
    }
    for row in rows {
      if row.isContext, let old = row.old, let new = row.new {
        finish()
        result.append(self.row(nil, old.number, new.number, text(of: new)))
      } else {
        if let old = row.old { result.append(self.row("d", old.number, nil, text(of: old))) }
        if let new = row.new { added.append(new) }
      }
    }
    finish()
    return result
  }

  private func row(_ name: String?, _ old: Int?, _ new: Int?, _ text: HTML) -> HTML {
    let cells = HTMLBuilder.buildArray([
      tag(.td) { old.map(String.init) ?? "" }, tag(.td) { new.map(String.init) ?? "" },
      tag(.td) { text },
    ])
    return HTML(.tr, name.map { [.class($0)] } ?? [], content: cells)
  }

  private func split(_ row: DiffRow) -> HTML {
    tag(.tr) {
      cells(row.old, row.isContext ? nil : "d")
      cells(row.new, row.isContext ? nil : "i")
    }
  }

  private func cells(_ cell: DiffRow.Cell?, _ name: String?) -> HTML {
    guard let cell else {
      return HTMLBuilder.buildArray([tag(.td, .class("e")), tag(.td, .class("e"))])
    }
    let attributes: [HTML.Attribute] = name.map { [.class($0)] } ?? []
    return HTMLBuilder.buildArray([
      HTML(.td, attributes, content: HTML(String(cell.number))),
      HTML(.td, attributes, content: text(of: cell)),
    ])
  }

  private func text(of cell: DiffRow.Cell) -> HTML {
    var result = HTMLLine.html(of: cell.text, marks: cell.marks, language: language)
    if cell.isUnfinished {
      result.append(tag(.em) { " no line feed at the end" })
    }
    return result
  }
}
