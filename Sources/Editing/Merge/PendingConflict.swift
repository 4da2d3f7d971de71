/// A conflict by its place in ours, before edits are made.
struct PendingConflict {
  let kind: NodeConflict.Kind
  let path: String
  /// The bytes of ours that are in question; none at the start of a line, when ours has no lines of its own there.
  let range: Range<Int>
  /// What the base would have there; `nil` for nothing.
  let base: String?
  /// What theirs would have there; `nil` for nothing.
  let theirs: String?

  /// The conflict by its lines in the merged text.
  func placed(in merged: SourceText, at offsets: EditedOffsets) -> NodeConflict {
    if range.isEmpty {
      // Ours has no lines there.
      let start = merged.lineIndex(at: offsets[range.lowerBound])
      return NodeConflict(
        path: path, kind: kind, lines: start..<start, base: base ?? "", ours: "",
        theirs: theirs ?? "")
    }
    let start = min(offsets[range.lowerBound], merged.bytes.count)
    let end = min(start + range.count, merged.bytes.count)
    let first = merged.lineIndex(at: start)
    let last = merged.lineIndex(at: max(start, end - 1))
    let whole = merged.lineStarts[first]..<merged.lineRange(last).upperBound
    func text(_ replacement: String?) -> String {
      guard let replacement else { return "" }
      return merged.string(in: whole.lowerBound..<start) + replacement
        + merged.string(in: end..<whole.upperBound)
    }
    return NodeConflict(
      path: path, kind: kind, lines: first..<last + 1, base: text(base),
      ours: merged.string(in: whole), theirs: text(theirs))
  }
}
