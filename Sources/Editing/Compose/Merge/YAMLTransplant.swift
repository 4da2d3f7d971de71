/// Takes an entry out of one document, to stand in another at another column and with other steps.
struct YAMLTransplant {
  let document: YAMLDocument
  /// How far a mapping stands to the right of its key.
  let step: Int
  /// How far a list's dashes stand to the right of its key.
  let dashStep: Int
  private var shifts: [Int: Int] = [:]
  /// The lines on which a scalar goes on; what looks like a comment there is none.
  private var continued: Set<Int> = []

  private var text: SourceText { document.text }

  init(from document: YAMLDocument, step: Int, dashStep: Int) {
    self.document = document
    self.step = step
    self.dashStep = dashStep
  }

  /// The lines of an entry, from its first character's line, indented anew.
  ///
  /// - Parameters:
  ///   - start: where its key or its dash stands, first on its line.
  ///   - lines: the lines to take: those of the entry, and comments above.
  ///   - column: where the key or the dash is to stand.
  mutating func lines(
    of entry: ComposeTree.Entry, start: Int, lines: Range<Int>, to column: Int
  ) -> [String] {
    shifts = [:]
    continued = []
    if let key = entry.key {
      place(YAMLPair(key: key, value: entry.node), at: column)
    } else {
      place(item: entry.node, dash: start, at: column)
    }
    let whole = column - self.column(start)
    return lines.map { line in indented(line, in: lines, otherwise: whole) }
  }

  private func column(_ offset: Int) -> Int {
    offset - text.lineStarts[text.lineIndex(at: offset)]
      - (text.lineIndex(at: offset) == 0 ? text.byteOrderMarkLength : 0)
  }

  private mutating func shift(_ span: Range<Int>, by distance: Int) {
    let last = text.lineIndex(at: max(span.lowerBound, span.upperBound - 1))
    for line in text.lineIndex(at: span.lowerBound)...last { shifts[line] = distance }
  }

  private mutating func place(_ pair: YAMLPair, at column: Int) {
    shift(pair.span, by: column - self.column(pair.key.span.lowerBound))
    guard pair.value.style == .block else { return noteContinuation(of: pair.value) }
    if let pairs = pair.value.pairs {
      for inner in pairs { place(inner, at: column + step) }
    } else if let items = pair.value.items {
      for item in items {
        guard let dash = text.dash(before: item.span.lowerBound) else { continue }
        place(item: item, dash: dash, at: column + dashStep)
      }
    }
  }

  private mutating func place(item: YAMLNode, dash: Int, at column: Int) {
    let distance = column - self.column(dash)
    shift(dash..<max(dash + 1, item.span.upperBound), by: distance)
    guard item.style == .block else { return noteContinuation(of: item) }
    for pair in item.pairs ?? [] {
      place(pair, at: self.column(pair.key.span.lowerBound) + distance)
    }
    for inner in item.items ?? [] {
      guard let innerDash = text.dash(before: inner.span.lowerBound) else { continue }
      place(item: inner, dash: innerDash, at: self.column(innerDash) + distance)
    }
  }

  private mutating func noteContinuation(of node: YAMLNode) {
    guard node.string != nil, !node.span.isEmpty else { return }
    let first = text.lineIndex(at: node.span.lowerBound)
    continued.formUnion(first + 1..<text.lineIndex(at: node.span.upperBound - 1) + 1)
  }

  private func indented(_ line: Int, in lines: Range<Int>, otherwise: Int) -> String {
    let content = text.contentRange(ofLine: line)
    guard !text.isBlankLine(line) else { return "" }
    let own = content.prefix { text.bytes[$0] == ASCII.space }.count
    var distance = shifts[line] ?? otherwise
    if !continued.contains(line), let column = text.commentColumn(ofLine: line) {
      // A comment goes with the line that it stands above, or else below, at its own column.
      let like = { (other: Int) in
        shifts[other] != nil && text.commentColumn(ofLine: other) == nil
          && text.indentation(at: text.lineStarts[other]).utf8.count == column
      }
      let found = (line..<lines.upperBound).first(where: like)
      distance =
        (found ?? (lines.lowerBound..<line).last(where: like)).flatMap { shifts[$0] } ?? distance
    }
    return String(repeating: " ", count: max(0, own + distance))
      + text.string(in: content.lowerBound + own..<content.upperBound)
  }
}

extension SourceText {
  /// The dash that an item of a block list stands behind.
  func dash(before item: Int) -> Int? {
    var offset = item
    while offset > 0, ASCII.isWhitespace(bytes[offset - 1]) { offset -= 1 }
    guard offset > 0, bytes[offset - 1] == ASCII.minus else { return nil }
    return offset - 1
  }
}
