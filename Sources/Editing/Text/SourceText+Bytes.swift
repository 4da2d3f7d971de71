extension SourceText {
  /// The bytes of a line without its line ending, by its index from 0.
  func contentRange(ofLine index: Int) -> Range<Int> {
    let range = lineRange(index)
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == ASCII.lineFeed {
      end -= 1
      if end > range.lowerBound, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
    }
    return range.lowerBound..<end
  }

  /// The bytes of some lines, at least one, their line endings included.
  func range(ofLines lines: Range<Int>) -> Range<Int> {
    lineStarts[lines.lowerBound]..<lineRange(lines.upperBound - 1).upperBound
  }

  /// A range without the blanks at its two ends.
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, ASCII.isBlank(bytes[start]) { start += 1 }
    while end > start, ASCII.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The blanks that the line of an offset begins with.
  func indentation(at offset: Int) -> String {
    let range = contentRange(ofLine: lineIndex(at: offset))
    var end = range.lowerBound
    while end < range.upperBound, ASCII.isBlank(bytes[end]) { end += 1 }
    return string(in: range.lowerBound..<end)
  }

  /// Whether there are only blanks between the start of its line and an offset.
  func isFirstOnLine(_ offset: Int) -> Bool {
    let start = lineStarts[lineIndex(at: offset)]
    return bytes[start..<offset].allSatisfy(ASCII.isBlank)
  }

  /// The numbers of the lines of some offsets, for a message: `3, 8 and 12`.
  func lineNumbers(of offsets: [Int]) -> String {
    let numbers = offsets.map { String(lineIndex(at: $0) + 1) }
    guard let last = numbers.last, numbers.count > 1 else { return numbers.first ?? "" }
    return numbers.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The length of a byte-order mark at the start: 3 or 0.
  var byteOrderMarkLength: Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}

/// A text with every run of blanks and line endings as one space, and none at the ends.
func foldingWhitespace(_ bytes: some Sequence<UInt8>) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.underestimatedCount)
  var pending = false
  for byte in bytes {
    if ASCII.isWhitespace(byte) {
      pending = !result.isEmpty
    } else {
      if pending { result.append(ASCII.space) }
      pending = false
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
