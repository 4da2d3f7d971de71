extension ComposeMerger {
  /// Notes a conflict.
  mutating func conflict(
    _ kind: NodeConflict.Kind, base old: ComposeTree.Entry?, ours our: ComposeTree.Entry,
    theirs their: ComposeTree.Entry?, in sides: Sides, at place: ComposePlace
  ) {
    func text(_ entry: ComposeTree.Entry, _ side: ComposeSide, _ tree: ComposeTree) -> String {
      // With the base as "theirs", its entries are written like theirs.
      let writer = ComposeMerger(base: base, ours: ours, theirs: side)
      let sides = Sides(base: nil, ours: sides.ours, theirs: tree)
      return (try? writer.text(of: entry, inPlaceOf: our, sides))
        ?? side.text.string(in: entry.span)
    }
    pending.append(
      PendingConflict(
        kind: kind, path: place.text, range: wholeSpan(of: our, in: sides.ours),
        base: old.flatMap { old in sides.base.map { text(old, base, $0) } },
        theirs: their.map { text($0, theirs, sides.theirs) }))
  }

  /// The conflicts by their lines in the merged text.
  func conflicts(in merged: SourceText) -> [NodeConflict] {
    pending.sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map { $0.placed(in: merged, after: edits) }
  }
}
