extension Conflict<[UInt8]> {
  /// A part that is in question, before the edits of the merge are made.
  ///
  /// - Parameters:
  ///   - base: what the base would have in the place of the part; `nil` for nothing.
  ///   - theirs: what theirs would have there.
  static func unplaced(
    _ subject: MergeSubject, _ kind: ConflictKind, _ node: String, base: String?, theirs: String?
  ) -> Conflict {
    Conflict(
      subject, .node(node), kind, base: base.map { Array($0.utf8) }, ours: nil,
      theirs: theirs.map { Array($0.utf8) })
  }

  /// The conflict by its lines in the merged text: its sides are whole lines, with what stands on them beside the part.
  /// A comment behind it is ours alone.
  ///
  /// - Parameter range: the bytes of ours that are in question; none at the start of a line, when ours has no lines of
  ///   its own there.
  func placed(at range: Range<Int>, in merged: SourceText, _ offsets: EditedOffsets) -> Conflict {
    if range.isEmpty {
      let start = merged.lineIndex(at: offsets[range.lowerBound])
      return with(base: base, ours: nil, theirs: theirs, at: start..<start)
    }
    let start = min(offsets[range.lowerBound], merged.bytes.count)
    let end = min(start + range.count, merged.bytes.count)
    let first = merged.lineIndex(at: start)
    let last = merged.lineIndex(at: max(start, end - 1))
    let whole = merged.lineStarts[first]..<merged.lineRange(last).upperBound
    let rest = merged.bytes[end..<whole.upperBound]
    let isComment =
      rest.first.map(ASCII.isBlank) == true && rest.first { !ASCII.isBlank($0) } == ASCII.hash
    let ending =
      isComment
      ? merged.bytes[merged.contentRange(ofLine: last).upperBound..<whole.upperBound] : rest
    func lines(_ side: [UInt8]?) -> [UInt8]? {
      side.map { merged.bytes[whole.lowerBound..<start] + $0 + ending }
    }
    return with(
      base: lines(base), ours: Array(merged.bytes[whole]), theirs: lines(theirs),
      at: first..<last + 1)
  }

  private func with(
    base: [UInt8]?, ours: [UInt8]?, theirs: [UInt8]?, at lines: Range<Int>
  ) -> Conflict {
    Conflict(subject, scope, kind, base: base, ours: ours, theirs: theirs, lines: lines)
      .named(base: baseNode, theirs: theirNode).succeeded(by: successor)
  }
}
