extension DiffReader {
  mutating func readHunk() throws(EditingError) -> DiffHunk {
    let isConverted = text.bytes[text.lineRange(line)].dropLast().last == ASCII.carriageReturn
    let ((oldStart, oldCount), (newStart, newCount)) = try readRanges()
    var hunk = DiffHunk(
      oldStart: oldStart, oldCount: oldCount, newStart: newStart, newCount: newCount, lines: [],
      offset: offset, lineNumber: line + 1, ignoresLineEndings: isConverted)
    guard oldStart > 0 || oldCount == 0, newStart > 0 || newCount == 0 else {
      throw error("a hunk with lines begins at line 1 or later")
    }
    advance()
    var (oldLeft, newLeft) = (oldCount, newCount)
    while oldLeft > 0 || newLeft > 0 {
      let line = try readLine(isConverted: isConverted)
      switch line.kind {
      case .context: (oldLeft, newLeft) = (oldLeft - 1, newLeft - 1)
      case .removed: oldLeft -= 1
      case .added: newLeft -= 1
      }
      guard oldLeft >= 0, newLeft >= 0 else {
        throw EditingError(
          .malformed, "the hunk has more lines than its header says", at: line.offset)
      }
      hunk.lines.append(line)
      if starts(with: "\\") {
        hunk.lines[hunk.lines.count - 1].bytes = Self.withoutEnding(line.bytes)
        advance()
      }
    }
    try checkMissingEndings(in: hunk)
    return hunk
  }

  private mutating func readLine(isConverted: Bool) throws(EditingError) -> DiffHunk.Line {
    guard !isAtEnd else { throw error("the hunk has fewer lines than its header says") }
    let range = text.lineRange(line)
    let kind: DiffHunk.Line.Kind
    var body = Array(text.bytes[(range.lowerBound + 1)..<range.upperBound])
    switch text.bytes[range.lowerBound] {
    case ASCII.space: kind = .context
    case ASCII.minus: kind = .removed
    case ASCII.plus: kind = .added
    // An empty line whose blank was trimmed away on the way.
    case ASCII.lineFeed: (kind, body) = (.context, [ASCII.lineFeed])
    case ASCII.carriageReturn where isConverted: (kind, body) = (.context, [ASCII.lineFeed])
    default: throw error("a line of a hunk begins with a blank, `-` or `+`")
    }
    if body.last != ASCII.lineFeed { body.append(ASCII.lineFeed) }
    if isConverted, body.dropLast().last == ASCII.carriageReturn { body.remove(at: body.count - 2) }
    defer { advance() }
    return DiffHunk.Line(kind: kind, bytes: body, offset: range.lowerBound)
  }

  private static func withoutEnding(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.last == ASCII.lineFeed else { return bytes }
    return Array(bytes.dropLast())
  }

  /// A line without an ending can only be the last one of its side.
  private func checkMissingEndings(in hunk: DiffHunk) throws(EditingError) {
    for kind in [DiffHunk.Line.Kind.removed, .added] {
      let side = hunk.lines.filter { $0.kind == .context || $0.kind == kind }
      if let wrong = side.dropLast().first(where: { $0.bytes.last != ASCII.lineFeed }) {
        throw EditingError(
          .malformed, "a line without a newline has lines behind it", at: wrong.offset)
      }
    }
  }

  /// The two ranges of `@@ -1,2 +3,4 @@`.
  private func readRanges() throws(EditingError) -> ((Int, Int), (Int, Int)) {
    let words = content.split(separator: " ", maxSplits: 4)
    guard words.count >= 4, words[0] == "@@", words[3] == "@@",
      let old = Self.range(words[1], sign: "-"), let new = Self.range(words[2], sign: "+")
    else {
      throw error("the header of a hunk is expected: @@ -1,2 +1,2 @@")
    }
    return (old, new)
  }

  private static func range(_ word: Substring, sign: Character) -> (Int, Int)? {
    guard word.first == sign else { return nil }
    let numbers = word.dropFirst().split(separator: ",", omittingEmptySubsequences: false)
    guard numbers.count <= 2, let first = number(numbers[0]) else { return nil }
    guard numbers.count == 2 else { return (first, 1) }
    return number(numbers[1]).map { (first, $0) }
  }

  private static func number(_ digits: Substring) -> Int? {
    guard digits.utf8.count <= 9, digits.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(digits)
  }
}
