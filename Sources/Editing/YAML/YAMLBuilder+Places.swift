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

  /// The indicators that a block scalar starts with: `|` or `>`, and how it is indented and ends.
  static func blockHeader(of span: Range<Int>, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[span].prefix { !isSpace($0) }
  }

  /// A block scalar without the line break that ends it, and without the blank lines behind it when they are not part
  /// of its value.
  func trimmedBlockScalar(_ properties: Properties) -> Range<Int> {
    let span = properties.span
    let header = Self.blockHeader(
      of: contentStart(properties)..<span.upperBound, in: bytes)
    var end = span.upperBound
    while end > span.lowerBound, bytes[end - 1] == 0x0A {
      end -= 1
      if end > span.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
      // A line of spaces may be part of the value: only an empty one is left out.
      if header.contains(UInt8(ascii: "+")) { break }
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
