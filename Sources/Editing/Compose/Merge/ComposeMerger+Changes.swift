/// How the changes of a collection are written.
extension ComposeMerger {
  /// Writes which entries come and go, and upstream's new comments on those that stay.
  ///
  /// - Parameter holder: the entry of ours whose value the collection is; `nil` for the root.
  mutating func write(
    _ changes: Changes, _ kept: [Found], _ sides: Sides, in holder: ComposeTree.Entry?
  ) throws(EditingError) {
    if sides.ours.isFlow {
      try writeFlow(changes, sides)
      return
    }
    let removed = Set(changes.removed.map(\.identity))
    let survivors = sides.ours.own.filter { !removed.contains($0.identity) }
    if sides.ours.last == nil {
      try fill(holder, with: changes.added, sides)
      return
    }
    if survivors.isEmpty, changes.added.isEmpty, sides.ours.mergeKey == nil {
      try empty(holder, sides)
    }
    try unfold(changes, sides)
    var blocks: [String: Block] = [:]
    let olds = sides.base?.byIdentity
    for entry in changes.removed where !entry.isInherited {
      if changes.moved.contains(entry.identity) {
        blocks[entry.identity] = takeOut(entry)
      } else if let old = olds?[entry.identity] {
        try remove(entry, as: old)
      }
    }
    try insert(
      changes.added, blocks, sides,
      survivors: Dictionary(uniqueKeysWithValues: survivors.map { ($0.identity, $0) }))
    // Last: what comes in before an entry comes in before its comments.
    for found in kept where !removed.contains(found.ours.identity) { changeComments(found) }
  }

  /// Writes the first entries into a collection that has none.
  private mutating func fill(
    _ holder: ComposeTree.Entry?, with added: Set<String>, _ sides: Sides
  ) throws(EditingError) {
    guard !added.isEmpty else { return }
    guard let holder, let key = holder.key, let start = ours.start(of: holder) else {
      throw EditingError(
        .unsupported, "there is nothing to insert into", at: sides.ours.node.span.lowerBound)
    }
    let text = ours.text
    let style = ours.indentation(near: sides.ours.node)
    let column = ours.column(start) + (sides.isList ? style.dashStep : style.step)
    let entries = (sides.theirs.entries ?? []).filter { added.contains($0.identity) }
    var lines: [String] = []
    for entry in entries { lines += try block(entry, sides, column: column).lines }
    // In the place of what may say that there is nothing.
    let colon = try self.colon(behind: key)
    if !sides.ours.node.contentSpan.isEmpty {
      edits.append(Edit(replacing: colon + 1..<sides.ours.node.contentSpan.upperBound, with: ""))
    }
    let end = ours.lines(of: holder).upperBound
    edits.append(
      Edit(
        inserting: lines.map { $0 + text.lineEnding }.joined(),
        at: bytes(of: end..<end).lowerBound))
  }

  /// Says of a collection that loses all of its entries that it has none.
  private mutating func empty(
    _ holder: ComposeTree.Entry?, _ sides: Sides
  ) throws(EditingError) {
    guard let key = holder?.key else {
      throw EditingError(
        .unsupported, "nothing would be left", at: sides.ours.node.span.lowerBound)
    }
    guard sides.theirs.value != .null else { return }
    edits.append(
      Edit(inserting: sides.ours.isList ? " []" : " {}", at: try colon(behind: key) + 1))
  }

  /// Where the colon of a key is.
  private func colon(behind key: YAMLNode) throws(EditingError) -> Int {
    let rest = ours.text.bytes[key.span.upperBound...]
    guard let colon = rest.first(where: { !ASCII.isBlank($0) }), colon == ASCII.colon,
      let place = rest.firstIndex(of: ASCII.colon)
    else {
      throw EditingError(
        .unsupported, "the key has no colon on its line", at: key.span.lowerBound)
    }
    return place
  }

  /// Writes out what a merge key brings in, when a part of it goes: others may share the rest.
  private mutating func unfold(_ changes: Changes, _ sides: Sides) throws(EditingError) {
    let gone = Set(changes.removed.filter(\.isInherited).map(\.identity))
    guard !gone.isEmpty, let mergeKey = sides.ours.mergeKey else { return }
    guard let start = ours.start(of: mergeKey) else { throw Self.sharesLine(mergeKey) }
    var lines: [String] = []
    let rest = (sides.ours.entries ?? []).filter { entry in
      entry.isInherited && !gone.contains(entry.identity)
        && !changes.added.contains(entry.identity)
    }
    for entry in rest {
      lines += try copy(of: entry, into: sides.ours, column: ours.column(start))
    }
    edits.append(
      Edit(
        replacing: bytes(of: ours.lines(of: mergeKey)),
        with: lines.map { $0 + ours.text.lineEnding }.joined()))
  }
}
