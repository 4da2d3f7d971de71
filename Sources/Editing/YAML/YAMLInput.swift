/// Bytes that are fit for libyaml, and the way from its marks back to bytes.
struct YAMLInput {
  /// Where libyaml starts to read: behind a byte-order mark.
  let base: Int
  /// The byte offset, from ``base``, of each code point; `nil` when all are ASCII, where both are the same.
  private let codePoints: [Int32]?

  /// Checks the bytes for what libyaml reports badly or takes for a line break that no other step does.
  init(_ bytes: [UInt8]) throws(EditingError) {
    guard bytes.count <= YAMLDocument.maximumBytes else {
      throw EditingError(.tooLarge, "the document is larger than 1 MiB")
    }
    if let refusal = TextEncoding.refusal(of: bytes) { throw refusal }
    let base = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.base = base
    let isASCII: Bool
    do throws(UTF8.ValidationError) {
      isASCII = try UTF8Span(validating: bytes.span).isKnownASCII
    } catch {
      throw EditingError(
        .malformed, "the bytes are not UTF-8: save the file as UTF-8",
        at: error.byteOffsets.lowerBound)
    }
    for (offset, byte) in bytes.enumerated() where byte < 0x20 {
      switch byte {
      case 0:
        throw EditingError(.malformed, "a NUL byte cannot stand in a text file", at: offset)
      case 0x0D where offset + 1 == bytes.count || bytes[offset + 1] != 0x0A:
        throw EditingError(
          .malformed, "a carriage return without a line feed: lines end in LF or CRLF", at: offset)
      default: break
      }
    }
    codePoints = isASCII ? nil : try Self.table(bytes, from: base)
  }

  private static func table(_ bytes: [UInt8], from base: Int) throws(EditingError) -> [Int32] {
    var table: [Int32] = []
    table.reserveCapacity(bytes.count - base + 1)
    var offset = base
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if let name = lineBreak(bytes, at: offset) {
          throw EditingError(
            .malformed, "\(name) ends a line for some YAML readers only: remove it", at: offset)
        }
        table.append(Int32(offset - base))
      }
      offset += 1
    }
    table.append(Int32(bytes.count - base))
    return table
  }

  /// The name of a line break beyond ASCII: readers of YAML 1.1 and 1.2 differ on them.
  private static func lineBreak(_ bytes: [UInt8], at offset: Int) -> String? {
    if bytes[offset...].starts(with: [0xC2, 0x85]) { return "U+0085 (next line)" }
    if bytes[offset...].starts(with: [0xE2, 0x80, 0xA8]) { return "U+2028 (line separator)" }
    if bytes[offset...].starts(with: [0xE2, 0x80, 0xA9]) { return "U+2029 (paragraph separator)" }
    return nil
  }

  /// The byte offset of a code point that libyaml counts from 0.
  func offset(codePoint index: Int) -> Int {
    guard let codePoints else { return base + index }
    return base + Int(codePoints[min(index, codePoints.count - 1)])
  }
}
