extension ComposeMerger {
  /// Inserts entries of theirs into a collection of ours, each behind what it stands behind in theirs.
  ///
  /// - Parameter written: the lines of those that ours has already, in another place.
  mutating func insert(
    _ added: Set<String>, _ written: [String: Block], _ sides: Sides,
    survivors: [String: ComposeTree.Entry]
  ) throws(EditingError) {
    guard !added.isEmpty else { return }
    let order = sides.theirs.entries ?? []
    var anchor: ComposeTree.Entry?
    var groups: [(anchor: ComposeTree.Entry?, entries: [ComposeTree.Entry])] = []
    for entry in order {
      if let survivor = survivors[entry.identity] {
        anchor = survivor
      } else if added.contains(entry.identity) {
        if let last = groups.last, last.anchor?.span == anchor?.span {
          groups[groups.count - 1].entries.append(entry)
        } else {
          groups.append((anchor, [entry]))
        }
      }
    }
    for (anchor, entries) in groups {
      let next = order.lazy.compactMap { survivors[$0.identity] }.first
      try insert(entries, written, behind: anchor, before: next, sides)
    }
  }

  private mutating func insert(
    _ entries: [ComposeTree.Entry], _ written: [String: Block],
    behind anchor: ComposeTree.Entry?, before next: ComposeTree.Entry?, _ sides: Sides
  ) throws(EditingError) {
    guard let last = sides.ours.entries?.last else {
      throw EditingError(
        .unsupported, "there is nothing to insert into", at: sides.ours.node.span.lowerBound)
    }
    guard sides.ours.node.style == .block else {
      return try insertFlow(entries, behind: anchor, before: anchor == nil ? next : nil, sides)
    }
    // Where an entry shares its line with the dash of its parent, no line can go before it.
    guard let start = ours.start(of: anchor ?? next ?? last) else {
      throw Self.sharesLine(anchor ?? next ?? last)
    }
    let column = ours.column(start)
    let blocks = try entries.map { (entry) throws(EditingError) -> Block in
      if let block = written[entry.identity] { return block }
      return try block(entry, sides, column: column)
    }
    let text = ours.text
    if anchor == nil, let next {
      let line = ours.lead(of: next).comments.lowerBound
      var lines = blocks.flatMap(\.lines)
      lines.removeFirst(min(lines.count, blocks.first?.blank ?? 0))
      // The blank lines that theirs has between the two.
      if let their = sides.theirs.entries?.first(where: { $0.identity == next.identity }) {
        lines += theirs.lead(of: their).blank.map { _ in "" }
      }
      edits.append(
        Edit(
          inserting: lines.map { $0 + text.lineEnding }.joined(),
          at: bytes(of: line..<line).lowerBound))
    } else {
      let end = ours.linesWithTail(of: anchor ?? last).upperBound
      edits.append(
        Edit(
          inserting: blocks.flatMap(\.lines).map { $0 + text.lineEnding }.joined(),
          at: bytes(of: end..<end).lowerBound))
    }
  }

  private mutating func insertFlow(
    _ entries: [ComposeTree.Entry], behind anchor: ComposeTree.Entry?,
    before next: ComposeTree.Entry?, _ sides: Sides
  ) throws(EditingError) {
    let texts = try entries.map { (entry) throws(EditingError) in
      try flow(entry, isList: sides.ours.isList)
    }
    let joined = texts.joined(separator: ", ")
    if let next {
      edits.append(Edit(inserting: joined + ", ", at: next.span.lowerBound))
    } else if let behind = anchor ?? sides.ours.entries?.last {
      let gap = ours.text.bytes[behind.span.upperBound - 1] == ASCII.colon ? " " : ""
      edits.append(Edit(inserting: gap + ", " + joined, at: behind.span.upperBound))
    }
  }
}
