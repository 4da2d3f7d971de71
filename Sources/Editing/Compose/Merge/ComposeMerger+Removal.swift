extension ComposeMerger {
  /// Takes an entry out of ours, with the comments above it when they are upstream's.
  mutating func remove(
    _ our: ComposeTree.Entry, as old: ComposeTree.Entry
  ) throws(EditingError) {
    guard ours.start(of: our) != nil else { throw Self.sharesLine(our) }
    var lines = ours.lines(of: our)
    let lead = ours.lead(of: our)
    if ours.comments(of: our) == base.comments(of: old) {
      let isSection = !lead.blank.isEmpty && !base.lead(of: old).blank.isEmpty
      lines = (isSection ? lead.blank.lowerBound : lead.comments.lowerBound)..<lines.upperBound
    }
    // No text starts with blank lines because of that.
    if lines.lowerBound == 0 {
      let end = (lines.upperBound..<ours.text.lineStarts.count).first { !ours.text.isBlankLine($0) }
      lines = 0..<(end ?? lines.upperBound)
    }
    edits.append(Edit(replacing: bytes(of: lines), with: ""))
  }

  /// The bytes of lines of ours.
  func bytes(of lines: Range<Int>) -> Range<Int> {
    ours.text.bytes(ofLines: lines)
  }

  static func sharesLine(_ entry: ComposeTree.Entry) -> EditingError {
    EditingError(
      .unsupported, "`\(entry.identity)` stands on a line with something else",
      at: entry.span.lowerBound)
  }
}
