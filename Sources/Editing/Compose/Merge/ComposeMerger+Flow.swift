/// Collections of ours between brackets.
extension ComposeMerger {
  /// Writes which entries come and go.
  mutating func writeFlow(_ changes: Changes, _ sides: Sides) throws(EditingError) {
    guard !changes.removed.contains(where: \.isInherited) else {
      throw EditingError(
        .unsupported, "the merge key stands between brackets", at: sides.ours.node.span.lowerBound)
    }
    let isChanged = hasEdits(in: sides.ours)
    // What gets another name has to have it before the order is written.
    if isChanged, !hasComment(sides.ours), !changes.moved.isEmpty { isUnfinished = true }
    let changes = isChanged || hasComment(sides.ours) ? changes.inPlace : changes
    let removed = Set(changes.removed.map(\.identity))
    let survivors = Dictionary(
      uniqueKeysWithValues: sides.ours.own.filter { !removed.contains($0.identity) }
        .map { ($0.identity, $0) })
    let groups = groups(of: changes.added, sides, survivors: survivors)
    if removed.isEmpty, groups.isEmpty { return }
    if sides.ours.last == nil {
      try fillFlow(groups, sides)
    } else if !changes.moved.isEmpty {
      try rewrite(sides, without: removed, groups, moved: changes.moved)
    } else if !removed.isEmpty {
      edits += ours.cutting(removed, from: sides.ours)
      // Where one goes and another comes, their commas are the same.
      if !groups.isEmpty { isUnfinished = true }
    } else {
      for group in groups { try insertFlow(group, before: sides.ours.own.first, sides) }
    }
  }

  /// Inserts entries: on lines of their own where ours has it so.
  private mutating func insertFlow(
    _ group: Group, before next: ComposeTree.Entry?, _ sides: Sides
  ) throws(EditingError) {
    let texts = try group.entries.map { (entry) throws(EditingError) in
      try inline(entry, sides)
    }
    let text = ours.text
    guard let anchor = group.anchor ?? (next == nil ? sides.ours.last : nil) else {
      guard let next else { return }
      let start = next.span.lowerBound
      let gap =
        text.isFirstOnLine(start) ? "," + text.lineEnding + text.indentation(at: start) : ", "
      edits.append(Edit(inserting: texts.map { $0 + gap }.joined(), at: start))
      return
    }
    let end = anchor.span.upperBound
    let following = sides.ours.written.first { $0.span.lowerBound >= end }?.span.lowerBound
    let gap = end..<(following ?? sides.ours.node.contentSpan.upperBound - 1)
    let comma = FlowText.comma(in: gap, of: text)
    let line = text.contentRange(ofLine: text.lineIndex(at: comma ?? end)).upperBound
    guard text.isFirstOnLine(anchor.span.lowerBound), line < gap.upperBound else {
      edits.append(
        Edit(inserting: ours.gap(behind: end) + texts.map { ", " + $0 }.joined(), at: end))
      return
    }
    if comma == nil { edits.append(Edit(inserting: ours.gap(behind: end) + ",", at: end)) }
    let indent = text.lineEnding + text.indentation(at: anchor.span.lowerBound)
    let last = comma == nil ? "" : ","
    edits.append(
      Edit(inserting: texts.map { indent + $0 }.joined(separator: ",") + last, at: line))
  }

  /// Writes the first entries into a collection that has none.
  private mutating func fillFlow(_ groups: [Group], _ sides: Sides) throws(EditingError) {
    let texts = try groups.flatMap(\.entries).map { (entry) throws(EditingError) in
      try inline(entry, sides)
    }
    let span = sides.ours.node.contentSpan
    let inside = span.lowerBound + 1..<max(span.lowerBound + 1, span.upperBound - 1)
    let hasComment = ours.text.bytes[inside].contains(ASCII.hash)
    edits.append(
      Edit(
        replacing: hasComment ? inside.lowerBound..<inside.lowerBound : inside,
        with: texts.joined(separator: ", ") + (hasComment ? " " : "")))
  }

  /// Whether a comment between the brackets would be lost if the entries were written anew.
  private func hasComment(_ collection: ComposeTree) -> Bool {
    ours.text.bytes[collection.node.contentSpan].contains(ASCII.hash)
  }

  /// Whether something between the brackets is changed already.
  private func hasEdits(in collection: ComposeTree) -> Bool {
    let span = collection.node.contentSpan
    return edits.contains { span.overlaps($0.range) || span.contains($0.range.lowerBound) }
  }

  /// Writes a collection anew that has its entries in another order.
  private mutating func rewrite(
    _ sides: Sides, without removed: Set<String>, _ groups: [Group], moved: Set<String>
  ) throws(EditingError) {
    let text = ours.text
    let own = sides.ours.byIdentity
    func texts(behind anchor: Int?) throws(EditingError) -> [String] {
      let entries = groups.filter { $0.anchor?.span.lowerBound == anchor }.flatMap(\.entries)
      return try entries.map { (entry) throws(EditingError) in
        guard moved.contains(entry.identity), let our = own[entry.identity] else {
          return try inline(entry, sides)
        }
        return text.string(in: our.span) + ours.gap(behind: our.span.upperBound)
      }
    }
    var parts = try texts(behind: nil)
    for entry in sides.ours.written where !removed.contains(entry.identity) {
      parts.append(text.string(in: entry.span) + ours.gap(behind: entry.span.upperBound))
      parts += try texts(behind: entry.span.lowerBound)
    }
    // As it was: on one line, or each on its own.
    let written = sides.ours.written
    guard let start = written.first?.span.lowerBound, let end = written.last?.span.upperBound
    else { return }
    let indent =
      text.isFirstOnLine(start) ? text.lineEnding + text.indentation(at: start) : " "
    edits.append(Edit(replacing: start..<end, with: parts.joined(separator: "," + indent)))
  }
}
