extension HTML {
  /// A sentence in which what stands between backticks is code.
  static func sentence(_ text: String) -> HTML {
    // Escaped here: a text that is cut off for its length is cut off as a whole.
    let parts = VisibleText.escaped(text).split(separator: "`", omittingEmptySubsequences: false)
    var result = HTML()
    for (index, part) in parts.enumerated() {
      if index % 2 == 1, index + 1 < parts.count {
        result.append(code(String(part)))
      } else {
        result.append(HTML(index % 2 == 1 ? "`\(part)" : String(part)))
      }
    }
    return result
  }

  /// A text as it stands in a file or is typed.
  static func code(_ text: String) -> HTML {
    tag(.code) { text }
  }

  /// A text for those alone who hear the page.
  static func unseen(_ text: String) -> HTML {
    tag(.span, .class("unseen")) { text }
  }

  /// Pieces with one between each two.
  static func joined(_ pieces: [HTML], by separator: String) -> HTML {
    var result = HTML()
    for (index, piece) in pieces.enumerated() {
      if index > 0 { result.append(HTML(separator)) }
      result.append(piece)
    }
    return result
  }

  /// Something that may be wider than the window, and is scrolled by itself then.
  static func wide(_ name: String, @HTMLBuilder content: () -> HTML) -> HTML {
    tag(.div, .class("wide"), .tabIndex(0), .role("group"), .label(name), content: content)
  }

  /// A table of rows that may be wider than the window.
  ///
  /// - Parameter rows: elements `tr`.
  static func wideTable(_ name: String, columns: [String], rows: HTML) -> HTML {
    wide(name) {
      tag(.table, .class("rows"), .label(name)) {
        tag(.thead) { tag(.tr) { columns.map { column in tag(.th, .scope("col")) { column } } } }
        tag(.tbody) { rows }
      }
    }
  }
}
