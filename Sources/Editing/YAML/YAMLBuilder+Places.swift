/// Places that libyaml reports otherwise than an edit needs them.
extension YAMLBuilder {
  /// Where a node's content starts, behind its anchor and tag.
  func contentStart(_ properties: Properties) -> Int {
    var offset = properties.span.lowerBound
    guard properties.anchor != nil || properties.tag != nil else { return offset }
    while offset < bytes.count,
      bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!")
    {
      while offset < bytes.count, !Self.isSpace(bytes[offset]) { offset += 1 }
      let next = skippingSpace(from: offset)
      // A node that is nothing but an anchor or a tag has its (empty) content right behind them.
      if next >= bytes.count { return offset }
      if properties.span.upperBound > properties.span.lowerBound, next > properties.span.upperBound
      {
        return min(offset, properties.span.upperBound)
      }
      offset = next
    }
    return offset
  }

  /// A block scalar without the line break and the blank lines that end it.
  func trimmedBlockScalar(_ span: Range<Int>) -> Range<Int> {
    var end = span.upperBound
    while end > span.lowerBound, bytes[end - 1] == 0x0A {
      var lineEnd = end - 1
      if lineEnd > span.lowerBound, bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
      var lineStart = lineEnd
      while lineStart > span.lowerBound,
        bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09
      {
        lineStart -= 1
      }
      guard lineStart > span.lowerBound, bytes[lineStart - 1] == 0x0A else {
        return span.lowerBound..<lineEnd
      }
      end = lineStart
    }
    return span.lowerBound..<end
  }

  /// Where an empty value stands: right behind the colon, or behind a key that has none.
  func valueStart(behind key: YAMLNode, before limit: Int) -> Int {
    let colon = skippingSpace(from: key.span.upperBound)
    guard colon < limit, bytes[colon] == UInt8(ascii: ":") else { return key.span.upperBound }
    return colon + 1
  }

  /// The next offset that is neither white space nor in a comment.
  private func skippingSpace(from offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "#") {
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      } else if Self.isSpace(bytes[offset]) {
        offset += 1
      } else {
        break
      }
    }
    return offset
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
