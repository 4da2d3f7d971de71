/// A text whose continued lines are joined, with the place of every byte in the source.
struct JoinedText: Sendable, Hashable {
  /// The bytes, without continuations, comments between lines and line endings.
  private(set) var bytes: [UInt8] = []
  /// The offset of each byte in the source.
  private(set) var offsets: [Int] = []

  /// Appends bytes of a source.
  mutating func append(_ range: Range<Int>, of text: SourceText) {
    bytes.append(contentsOf: text.bytes[range])
    offsets.append(contentsOf: range)
  }

  /// The rest from an index on, leading blanks dropped.
  func suffix(from index: Int) -> JoinedText {
    var start = index
    while start < bytes.count, ASCII.isBlank(bytes[start]) { start += 1 }
    var result = JoinedText()
    result.bytes = Array(bytes[start...])
    result.offsets = Array(offsets[start...])
    return result
  }

  /// The part of the source that a range of the joined text comes from.
  func span(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return offsets[first]..<offsets[last] + 1
  }

  /// The words, separated by blanks outside of quotes; quotes and escapes stay.
  func words(escape: UInt8) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quote == nil, ASCII.isBlank(byte) {
        if let first = start { words.append(first..<index) }
        start = nil
      } else {
        if start == nil { start = index }
        if byte == escape, quote != ASCII.singleQuote {
          index += 1
        } else if byte == quote {
          quote = nil
        } else if quote == nil, byte == ASCII.doubleQuote || byte == ASCII.singleQuote {
          quote = byte
        }
      }
      index += 1
    }
    if let first = start { words.append(first..<bytes.count) }
    return words
  }
}
