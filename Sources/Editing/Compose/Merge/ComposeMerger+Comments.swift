extension ComposeMerger {
  /// Writes upstream's new comments at an entry whose comments are upstream's old ones.
  mutating func changeComments(_ found: Found) {
    guard let old = found.base, !found.ours.isInherited else { return }
    changeLead(found, old)
    changeTrailing(found, old)
  }

  /// The comments above it.
  private mutating func changeLead(_ found: Found, _ old: ComposeTree.Entry) {
    guard base.start(of: old) != nil, theirs.start(of: found.theirs) != nil,
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

  /// The comment behind it, on its line.
  private mutating func changeTrailing(_ found: Found, _ old: ComposeTree.Entry) {
    // Behind a collection stands the comment of its last entry.
    guard [found.ours, found.theirs, old].allSatisfy({ $0.node.style != .block }) else { return }
    let before = base.trailingComment(of: old)
    let after = theirs.trailingComment(of: found.theirs)
    let mine = ours.trailingComment(of: found.ours)
    guard after?.comment != before?.comment, mine?.comment == before?.comment,
      ours.start(of: found.ours) != nil
    else { return }
    let end = max(found.ours.span.upperBound, mine?.range.upperBound ?? 0)
    edits.append(
      Edit(replacing: found.ours.span.upperBound..<end, with: after?.text ?? ""))
  }
}

extension ComposeSide {
  /// A comment behind something on a line.
  struct TrailingComment {
    /// Its bytes, with the blanks before it.
    let range: Range<Int>
    /// The text of these.
    let text: String
    /// The text from its mark on.
    let comment: String
  }

  /// The comment behind an entry on its last line.
  func trailingComment(of entry: ComposeTree.Entry) -> TrailingComment? {
    let end = entry.span.upperBound
    guard end > 0, end < text.bytes.count, start(of: entry) != nil else { return nil }
    let line = text.lineIndex(at: max(entry.span.lowerBound, end - 1))
    let rest = end..<max(end, text.contentRange(ofLine: line).upperBound)
    let comment = text.trimmingBlanks(rest)
    guard let mark = comment.first, text.bytes[mark] == ASCII.hash, mark > end else { return nil }
    return TrailingComment(
      range: end..<comment.upperBound, text: text.string(in: end..<comment.upperBound),
      comment: text.string(in: comment))
  }
}
