extension FileDiff {
  /// The bytes of the file after the diff.
  ///
  /// Each hunk has to stand at exactly the lines that it states, every byte of them.
  ///
  /// - Throws: ``EditingError`` with the offset in the file where a hunk doesn't match, and its line in the message.
  package func apply(to bytes: [UInt8]) throws(EditingError) -> [UInt8] {
    let text = SourceText(bytes)
    return text.applying(try edits(for: text).edits).bytes
  }

  /// The edits that the diff makes in a text.
  ///
  /// - Throws: ``EditingError`` as ``apply(to:)``.
  package func edits(for text: SourceText) throws(EditingError) -> EditOutcome {
    if change == .added, !text.bytes.isEmpty {
      throw EditingError(.notFound, "the diff adds a file that is there already", at: 0)
    }
    var outcome = EditOutcome()
    var next = 0
    for (index, hunk) in hunks.enumerated() {
      // Without old lines, a hunk states the line that it goes behind.
      let start = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
      guard start >= next else {
        throw EditingError(
          .malformed,
          "hunk \(index + 1) (line \(hunk.lineNumber) of the diff) overlaps the one before")
      }
      let range = try hunk.place(in: text, from: start, number: index + 1)
      next = start + hunk.oldCount
      outcome.edits.append(Edit(replacing: range, with: hunk.replacement(in: text)))
      outcome.changed.append(range)
    }
    if change == .deleted, next < text.lineCount {
      throw EditingError(
        .notFound, "the diff deletes a file that has more lines than it knows",
        at: text.lineStarts[next])
    }
    return outcome
  }
}

extension DiffHunk {
  /// The bytes of a text that are the hunk's old lines.
  fileprivate func place(
    in text: SourceText, from start: Int, number: Int
  ) throws(EditingError) -> Range<Int> {
    var line = start
    let count = text.lineCount
    guard start <= count else { throw mismatch(number, line: start, of: text) }
    for old in lines where old.kind != .added {
      guard line < count, text.bytes[text.lineRange(line)].elementsEqual(bytes(of: old, in: text))
      else { throw mismatch(number, line: line, of: text) }
      line += 1
    }
    let lower = start < count ? text.lineStarts[start] : text.bytes.count
    let upper = line < count ? text.lineStarts[line] : text.bytes.count
    let last = lower > 0 ? text.bytes[lower - 1] : ASCII.lineFeed
    // Lines cannot go behind one that has no ending.
    guard last == ASCII.lineFeed else { throw mismatch(number, line: start, of: text) }
    return lower..<upper
  }

  private func mismatch(_ number: Int, line: Int, of text: SourceText) -> EditingError {
    let offset = line < text.lineCount ? text.lineStarts[line] : text.bytes.count
    return EditingError(
      .notFound,
      "hunk \(number) (line \(lineNumber) of the diff) does not match: line \(line + 1) is another one",
      at: offset)
  }

  func replacement(in text: SourceText) -> [UInt8] {
    lines.filter { $0.kind != .removed }.flatMap { bytes(of: $0, in: text) }
  }

  func bytes(of line: Line, in text: SourceText) -> [UInt8] {
    guard ignoresLineEndings, text.lineEnding != "\n", line.bytes.last == ASCII.lineFeed else {
      return line.bytes
    }
    return line.bytes.dropLast() + Array(text.lineEnding.utf8)
  }
}

extension SourceText {
  /// How many lines there are; none in an empty text.
  fileprivate var lineCount: Int { bytes.isEmpty ? 0 : lineStarts.count }
}
