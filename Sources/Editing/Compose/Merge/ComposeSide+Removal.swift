/// What goes with entries that are taken out.
extension ComposeSide {
  /// Takes entries out of a collection between brackets, each with a comma.
  func cutting(_ removed: Set<String>, from collection: ComposeTree) -> [Edit] {
    let entries = collection.written
    var edits: [Edit] = []
    var index = 0
    while index < entries.count {
      let first = index
      while index < entries.count, removed.contains(entries[index].identity) { index += 1 }
      if index == first {
        index += 1
        continue
      }
      let before = first > 0 ? entries[first - 1].span.upperBound : nil
      let behind = index < entries.count ? entries[index].span.lowerBound : nil
      let span = entries[first].span.lowerBound..<entries[index - 1].span.upperBound
      let range = cut(span, before: before, behind: behind, in: collection.node)
      edits.append(Edit(replacing: range, with: gap(behind: range.lowerBound)))
    }
    return edits
  }

  /// What goes with entries: as far as the next one, else from the one before; comments stay.
  private func cut(
    _ span: Range<Int>, before: Int?, behind: Int?, in collection: YAMLNode
  ) -> Range<Int> {
    let gap = span.upperBound..<(behind ?? collection.contentSpan.upperBound - 1)
    if let comma = FlowText.comma(in: gap, of: text) {
      guard let behind, !text.bytes[gap].contains(ASCII.hash) else {
        return span.lowerBound..<comma + 1
      }
      return span.lowerBound..<behind
    }
    guard let before, !text.bytes[before..<span.lowerBound].contains(ASCII.hash) else {
      return span
    }
    return before..<span.upperBound
  }

  /// A space right behind the colon of an empty value, where a comma or a bracket would be part of the key.
  func gap(behind end: Int) -> String {
    text.bytes[end - 1] == ASCII.colon ? " " : ""
  }

  /// Takes an entry out of a block collection: its lines, the comments right above it and those indented below it; the
  /// blank lines above as well, where a text follows that has blank lines of its own, or nothing.
  ///
  /// - Returns: `nil` when the entry shares its line with something else.
  func removing(_ entry: ComposeTree.Entry) -> Edit? {
    guard start(of: entry) != nil else { return nil }
    let lead = lead(of: entry)
    var lines = lead.comments.lowerBound..<linesWithTail(of: entry).upperBound
    let end = text.lineStarts.count
    let isLast = (lines.upperBound..<end).allSatisfy(text.isBlankLine)
    if isLast || text.isBlankLine(lines.upperBound) {
      lines = (lead.blank.isEmpty ? lines.lowerBound : lead.blank.lowerBound)..<lines.upperBound
    }
    if lines.lowerBound == 0 {
      let first = (lines.upperBound..<end).first { !text.isBlankLine($0) }
      lines = 0..<(first ?? lines.upperBound)
    }
    var range = text.bytes(ofLines: lines)
    // The last line has no line feed: the line before it takes over that.
    if range.upperBound == text.bytes.count, text.bytes.last != ASCII.lineFeed {
      let start = max(0, range.lowerBound - text.lineEnding.utf8.count)
      range = start..<range.upperBound
    }
    return Edit(replacing: range, with: "")
  }
}
