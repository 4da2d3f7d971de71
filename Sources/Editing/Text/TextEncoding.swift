/// Encodings that editors write and no reader here reads.
enum TextEncoding {
  /// The error for a text in UTF-16 or UTF-32, by its byte-order mark or by its zero bytes; `nil` for any other.
  static func refusal(of bytes: [UInt8]) -> EditingError? {
    name(of: bytes).map { name in
      EditingError(.malformed, "the file is in \(name): save it as UTF-8", at: 0)
    }
  }

  private static func name(of bytes: [UInt8]) -> String? {
    // The mark of UTF-32 begins as that of UTF-16 does.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return "UTF-32"
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16 (little-endian)" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16 (big-endian)" }
    // Without a mark: in the first pair of bytes one is zero, and so it goes on for a while.
    guard bytes.count >= 4 else { return nil }
    let pairs = stride(from: 0, to: min(bytes.count, 32) / 2 * 2, by: 2)
    if pairs.allSatisfy({ bytes[$0] != 0 && bytes[$0 + 1] == 0 }) {
      return "UTF-16 (little-endian)"
    }
    if pairs.allSatisfy({ bytes[$0] == 0 && bytes[$0 + 1] != 0 }) { return "UTF-16 (big-endian)" }
    return nil
  }
}
