import Editing

extension FileDiff {
  /// The change of one file that a report carries; `nil` for a text that is none.
  init?(shown text: String) {
    // A text that can't be read is shown as it is.
    guard let diff = try? UnifiedDiff(SourceText(text)), diff.files.count == 1,
      let file = diff.files.first, !file.hunks.isEmpty
    else { return nil }
    self = file
  }

  /// How many lines are in the old version alone.
  var removed: Int { count(.removed) }
  /// How many lines are in the new version alone.
  var added: Int { count(.added) }
  /// How many lines there are.
  var lineCount: Int { hunks.reduce(0) { $0 + $1.lines.count } }
  /// Whether lines are changed on one side only, so that two columns would say nothing more.
  var isOneSided: Bool { removed == 0 || added == 0 }

  private func count(_ kind: DiffHunk.Line.Kind) -> Int {
    hunks.reduce(0) { $0 + $1.lines.count { $0.kind == kind } }
  }
}

extension DiffHunk.Line {
  /// Whether the file ends here, without a line feed.
  var isUnfinished: Bool { bytes.last != UInt8(ascii: "\n") }

  /// The text without its line feed, every character visible.
  var shown: String {
    VisibleText.escaped(
      String(decoding: isUnfinished ? bytes[...] : bytes.dropLast(), as: UTF8.self))
  }
}
