/// A text in which exact strings and lines are looked for.
///
/// Line breaks match whichever way they are written, and what comes in gets the line ending of the text.
package struct PlainText: Sendable {
  /// The source.
  package let text: SourceText

  /// Makes a document of a text.
  package init(_ text: SourceText) {
    self.text = text
  }

  /// The places where a string stands, without overlaps, in order.
  package func occurrences(of string: String) -> [Range<Int>] {
    let pattern = string.utf8.filter { $0 != ASCII.carriageReturn }
    guard !pattern.isEmpty else { return [] }
    // Where there is no carriage return to leave out, a byte stands in the source where it stands in the text.
    let isPlain = !text.bytes.contains(ASCII.carriageReturn)
    let (bytes, offsets) = isPlain ? (text.bytes, []) : withoutCarriageReturns()
    // Knuth, Morris and Pratt: linear whatever the text is.
    var borders = [0]
    var length = 0
    for index in 1..<max(pattern.count, 1) {
      while length > 0, pattern[index] != pattern[length] { length = borders[length - 1] }
      if pattern[index] == pattern[length] { length += 1 }
      borders.append(length)
    }
    var found: [Range<Int>] = []
    length = 0
    for (index, byte) in bytes.enumerated() {
      while length > 0, byte != pattern[length] { length = borders[length - 1] }
      if byte == pattern[length] { length += 1 }
      if length == pattern.count {
        let (first, last) = (index + 1 - length, index)
        found.append(
          isPlain ? first..<last + 1 : offsets[first]..<offsets[last] + 1)
        length = 0
      }
    }
    return found
  }

  /// The text with LF in the place of CRLF, and where each byte stands in the source.
  private func withoutCarriageReturns() -> ([UInt8], [Int]) {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for (offset, byte) in text.bytes.enumerated() {
      let isBreak =
        byte == ASCII.carriageReturn && offset + 1 < text.bytes.count
        && text.bytes[offset + 1] == ASCII.lineFeed
      guard !isBreak else { continue }
      bytes.append(byte)
      offsets.append(offset)
    }
    return (bytes, offsets)
  }

  /// A string with the text's own line endings.
  func withLineEndings(_ string: String) -> String {
    let bytes = string.utf8.filter { $0 != ASCII.carriageReturn }
    let ending = Array(text.lineEnding.utf8)
    return String(decoding: bytes.flatMap { $0 == ASCII.lineFeed ? ending : [$0] }, as: UTF8.self)
  }
}
