extension ComposeMerger {
  /// Notes a conflict.
  ///
  /// - Parameter successor: what theirs has in the place of what it removed.
  /// - Throws: ``EditingError`` of kind `unsupported` when it has no lines of its own.
  mutating func conflict(
    _ kind: ConflictKind, base old: ComposeTree.Entry?, ours our: ComposeTree.Entry,
    theirs their: [ComposeTree.Entry], in sides: Sides, at place: ComposePlace,
    succeededBy successor: ComposePlace? = nil
  ) throws(EditingError) {
    func text(_ entry: ComposeTree.Entry, _ side: ComposeSide, _ tree: ComposeTree) -> String {
      // With the base as "theirs", its entries are written like theirs.
      let writer = ComposeMerger(subject, base: base, ours: ours, theirs: side)
      let sides = Sides(base: nil, ours: sides.ours, theirs: tree)
      if our.isInherited {
        let lines = sides.ours.mergeKey.flatMap(ours.start).flatMap { start in
          try? writer.block(entry, sides, column: ours.column(start), withLead: false).lines
        }
        return (lines ?? [side.text.string(in: entry.span)])
          .map { $0 + ours.text.lineEnding }.joined()
      }
      return (try? writer.text(of: entry, inPlaceOf: our, sides))
        ?? side.text.string(in: entry.span)
    }
    conflicts.append(
      (
        try range(of: our, in: sides.ours),
        .unplaced(
          subject, kind, shown(place),
          base: old.flatMap { old in sides.base.map { text(old, base, $0) } },
          theirs: their.isEmpty
            ? nil : joined(their.map { text($0, theirs, sides.theirs) }, in: sides.ours, our)
        ).named(
          base: place.text,
          theirs: their.isEmpty ? successor?.text : shownInTheirs(place))
      ))
  }

  /// The texts of several entries of theirs, as they would stand in the place of one of ours.
  private func joined(
    _ texts: [String], in collection: ComposeTree, _ our: ComposeTree.Entry
  ) -> String {
    guard !collection.isFlow, !our.isInherited, let start = ours.start(of: our) else {
      return texts.joined(separator: our.isInherited ? "" : ", ")
    }
    let indent = ours.text.lineEnding + String(repeating: " ", count: ours.column(start))
    return texts.joined(separator: indent)
  }

  /// The bytes of ours that are in question: none behind the merge key, when that brings the entry in.
  private func range(
    of our: ComposeTree.Entry, in collection: ComposeTree
  ) throws(EditingError) -> Range<Int> {
    guard our.isInherited, let mergeKey = collection.mergeKey else {
      return wholeSpan(of: our, in: collection)
    }
    guard !collection.isFlow, ours.start(of: mergeKey) != nil else {
      throw Self.sharesLine(mergeKey)
    }
    let end = ours.lines(of: mergeKey).upperBound
    let place = bytes(of: end..<end).lowerBound
    return place..<place
  }

  /// Whether two conflicts are about one line, so that they could not be shown apart.
  func shareLines(_ conflicts: StructuredMerge.Unplaced.SubSequence) -> Bool {
    var seen: Set<Int> = []
    return conflicts.contains { conflict in
      let first = ours.text.lineIndex(at: conflict.range.lowerBound)
      let last = ours.text.lineIndex(
        at: max(conflict.range.lowerBound, conflict.range.upperBound - 1))
      return (first...last).contains { !seen.insert($0).inserted }
    }
  }
}
