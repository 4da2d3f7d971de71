/// Places that libyaml reports otherwise than an edit needs them.
extension YAMLBuilder {
  /// A range whose two ends were found in different ways.
  ///
  /// Every range made from libyaml's marks passes through here, so that none can be upside down.
  func range(_ lower: Int, _ upper: Int) throws(EditingError) -> Range<Int> {
    guard 0 <= lower, lower <= upper, upper <= bytes.count else {
      throw EditingError(
        .unsupported, "this value cannot be located in the text: write it in a simpler form",
        at: min(max(lower, 0), bytes.count))
    }
    return lower..<upper
  }

  /// Where the content of a scalar starts, behind its anchor and tag.
  ///
  /// libyaml's mark is that of the properties, so these are read over one by one: as many as there are, and no further
  /// than the scalar goes.
  func contentStart(_ properties: Properties, isEmpty: Bool) -> Int {
    let span = properties.span
    guard properties.anchor != nil || properties.tag != nil else { return span.lowerBound }
    // A node that is nothing but an anchor or a tag has its (empty) content right behind them.
    if isEmpty { return span.upperBound }
    var offset = span.lowerBound
    for _ in 0..<(properties.anchor == nil || properties.tag == nil ? 1 : 2) {
      offset = skippingSpace(from: propertyEnd(at: offset))
    }
    return min(offset, span.upperBound)
  }

  /// Refuses a value without a space between it and its anchor: libyaml takes `&a:b` for the anchor `a` and the value
  /// `:b`, others for an anchor alone, and no other value could take its place.
  func checkSpace(before content: Range<Int>, _ properties: Properties) throws(EditingError) {
    guard properties.anchor != nil, !content.isEmpty, content.lowerBound > 0,
      ASCII.isNamePart(bytes[content.lowerBound - 1])
        || bytes[content.lowerBound - 1] == ASCII.minus
    else { return }
    throw EditingError(
      .malformed, "a space must stand between an anchor and its value", at: content.lowerBound)
  }

  /// Behind the anchor or tag at an offset; the offset itself when there is none.
  private func propertyEnd(at start: Int) -> Int {
    guard start < bytes.count,
      bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "!")
    else { return start }
    var offset = start + 1
    if bytes[start] == UInt8(ascii: "&") {
      // A colon ends it as well, and can begin the value: `&a:b`.
      while offset < bytes.count, ASCII.isNamePart(bytes[offset]) || bytes[offset] == ASCII.minus {
        offset += 1
      }
      return offset
    }
    let isVerbatim =
      offset < bytes.count && bytes[offset] == UInt8(ascii: "<")
    while offset < bytes.count, !Self.isSpace(bytes[offset]) {
      if isVerbatim, bytes[offset] == UInt8(ascii: ">") { return offset + 1 }
      if !isVerbatim, Self.isFlowIndicator(bytes[offset]) { break }
      offset += 1
    }
    return offset
  }

  /// The indicators that a block scalar starts with: `|` or `>`, and how it is indented and ends.
  static func blockHeader(of span: Range<Int>, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[span].prefix { !isSpace($0) }
  }

  /// A block scalar without the line break that ends it, and without the blank lines behind it when they are not part
  /// of its value.
  func trimmedBlockScalar(_ properties: Properties) throws(EditingError) -> Range<Int> {
    let span = properties.span
    let start = contentStart(properties, isEmpty: false)
    let header = Self.blockHeader(of: try range(start, span.upperBound), in: bytes)
    var end = span.upperBound
    while end > start, bytes[end - 1] == 0x0A {
      end -= 1
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      // A line of spaces may be part of the value: only an empty one is left out.
      if header.contains(UInt8(ascii: "+")) { break }
    }
    return try range(span.lowerBound, end)
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
      } else if bytes[offset...].starts(with: [0xEF, 0xBB, 0xBF]), isLineStart(offset) {
        // libyaml passes over a byte-order mark there; elsewhere it is a part of the text.
        offset += 3
      } else {
        break
      }
    }
    return offset
  }

  private func isLineStart(_ offset: Int) -> Bool {
    offset == 0 || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isFlowIndicator(_ byte: UInt8) -> Bool {
    ",[]{}".utf8.contains(byte)
  }
}
