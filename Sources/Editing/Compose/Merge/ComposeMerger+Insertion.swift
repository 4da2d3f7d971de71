extension ComposeMerger {
  /// Entries to insert, with the one that they come behind.
  struct Group {
    /// `nil` for the start of the collection.
    let anchor: ComposeTree.Entry?
    var entries: [ComposeTree.Entry]
  }

  /// Entries of theirs by the ones of ours behind which they stand in theirs.
  func groups(
    of added: Set<String>, _ sides: Sides, survivors: [String: ComposeTree.Entry]
  ) -> [Group] {
    var anchor: ComposeTree.Entry?
    var groups: [Group] = []
    for entry in sides.theirs.entries ?? [] {
      if let survivor = survivors[entry.identity] {
        anchor = survivor
      } else if added.contains(entry.identity) {
        if let last = groups.last, last.anchor?.span == anchor?.span {
          groups[groups.count - 1].entries.append(entry)
        } else {
          groups.append(Group(anchor: anchor, entries: [entry]))
        }
      }
    }
    return groups
  }

  /// Inserts entries of theirs into a block collection of ours, each behind what it stands behind in theirs.
  ///
  /// - Parameter written: the lines of those that ours has already, in another place.
  mutating func insert(
    _ added: Set<String>, _ written: [String: Block], _ sides: Sides,
    survivors: [String: ComposeTree.Entry]
  ) throws(EditingError) {
    let next = sides.theirs.entries?.lazy.compactMap { survivors[$0.identity] }.first
    for group in groups(of: added, sides, survivors: survivors) {
      try insert(group, written, before: next, sides)
    }
  }

  private mutating func insert(
    _ group: Group, _ written: [String: Block], before next: ComposeTree.Entry?, _ sides: Sides
  ) throws(EditingError) {
    let anchor = group.anchor
    guard let neighbour = anchor ?? next ?? sides.ours.last else { return }
    // Where an entry shares its line with the dash of its parent, no line can go before it.
    guard let start = ours.start(of: neighbour) else { throw Self.sharesLine(neighbour) }
    let column = ours.column(start)
    let blocks = try group.entries.map { (entry) throws(EditingError) -> Block in
      if let block = written[entry.identity] { return block }
      return try block(entry, sides, column: column)
    }
    let text = ours.text
    if anchor == nil, let next {
      let line = ours.lead(of: next).comments.lowerBound
      var lines = blocks.flatMap(\.lines)
      lines.removeFirst(min(lines.count, blocks.first?.blank ?? 0))
      // The blank lines that theirs has between the two.
      if let their = sides.theirs.byIdentity[next.identity] {
        lines += theirs.lead(of: their).blank.map { _ in "" }
      }
      edits.append(
        Edit(
          inserting: lines.map { $0 + text.lineEnding }.joined(),
          at: bytes(of: line..<line).lowerBound))
    } else {
      let end = ours.linesWithTail(of: neighbour).upperBound
      edits.append(
        Edit(
          inserting: blocks.flatMap(\.lines).map { $0 + text.lineEnding }.joined(),
          at: bytes(of: end..<end).lowerBound))
    }
  }
}
