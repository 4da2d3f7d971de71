/// The places in a text that pin images to a release: `${VARIABLE:-stable-1}`, and the tag `:stable-1`.
enum ReleasePins {
  /// The text with pins of one release moved to another. Other spellings, pins with a digest behind them, and lines
  /// that are comments stay.
  static func moving(_ bytes: [UInt8], from old: String, to new: String) -> [UInt8] {
    let name = Array(old.utf8)
    guard let first = name.first else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    var index = 0
    var isComment = false
    var isLineStart = true
    while index < bytes.count {
      let byte = bytes[index]
      if isLineStart, byte != 0x20, byte != 0x09 {
        isComment = byte == UInt8(ascii: "#")
        isLineStart = false
      }
      if byte == 0x0A { isLineStart = true }
      guard byte == first, !isComment, bytes[index...].starts(with: name),
        isPin(bytes, index..<index + name.count)
      else {
        index += 1
        continue
      }
      result += bytes[start..<index]
      result += new.utf8
      index += name.count
      start = index
    }
    return result + bytes[start...]
  }

  private static func isPin(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let before = bytes[..<range.lowerBound].suffix(2)
    let next = range.upperBound < bytes.count ? bytes[range.upperBound] : 0x0A
    if before.elementsEqual(":-".utf8) { return next == UInt8(ascii: "}") }
    guard before.last == UInt8(ascii: ":") else { return false }
    switch next {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "@"):
      return false
    default:
      return true
    }
  }
}
