extension ComposeMerger {
  /// Takes an entry out of ours, with the comments above it when they are upstream's.
  mutating func remove(
    _ our: ComposeTree.Entry, as old: ComposeTree.Entry, from collection: ComposeTree
  ) throws(EditingError) {
    guard !ours.isSharing(our.node) else { throw Self.shared(our) }
    guard collection.node.style == .block else {
      throw EditingError(
        .unsupported, "`\(our.identity)` shares its line", at: our.span.lowerBound)
    }
    guard ours.start(of: our) != nil else { throw Self.sharesLine(our) }
    var lines = ours.lines(of: our)
    let lead = ours.lead(of: our)
    if ours.comments(of: our) == base.comments(of: old) {
      let isSection = !lead.blank.isEmpty && !base.lead(of: old).blank.isEmpty
      lines = (isSection ? lead.blank.lowerBound : lead.comments.lowerBound)..<lines.upperBound
    }
    edits.append(Edit(replacing: bytes(of: lines), with: ""))
  }

  /// The bytes of lines of ours.
  func bytes(of lines: Range<Int>) -> Range<Int> {
    ours.text.bytes(ofLines: lines)
  }

  /// Writes upstream's new comments above an entry whose comments are upstream's old ones.
  mutating func changeComments(_ found: Found) {
    guard let old = found.base, base.start(of: old) != nil, theirs.start(of: found.theirs) != nil,
      let start = ours.start(of: found.ours)
    else { return }
    let comments = theirs.comments(of: found.theirs)
    let before = base.comments(of: old)
    guard comments != before, ours.comments(of: found.ours) == before else { return }
    let indent = String(repeating: " ", count: ours.column(start))
    let text = comments.map { indent + $0 + ours.text.lineEnding }.joined()
    edits.append(
      Edit(replacing: bytes(of: ours.lead(of: found.ours).comments), with: text))
  }

  static func shared(_ entry: ComposeTree.Entry) -> EditingError {
    EditingError(
      .unsupported, "`\(entry.identity)` is shared by an anchor", at: entry.span.lowerBound)
  }

  static func sharesLine(_ entry: ComposeTree.Entry) -> EditingError {
    EditingError(
      .unsupported, "`\(entry.identity)` stands on a line with something else",
      at: entry.span.lowerBound)
  }
}
