/// The words and the strings of a Swift source file. Words in comments and strings don't count, those that a string
/// interpolates do.
struct SwiftWords {
  /// An identifier or keyword.
  struct Word {
    let text: String
    /// Whether a dot stands before it: it is a member of what comes before.
    let isMember: Bool
    /// Whether an opening parenthesis follows.
    let isCalled: Bool
    /// How many braces are open around it.
    let depth: Int
  }

  private let source: [UInt8]
  private var index = 0
  private var depth = 0
  private(set) var words: [Word] = []
  /// What string literals say, interpolations left out.
  private(set) var strings: [String] = []

  init(_ source: String) {
    self.source = Array(source.utf8)
    read(isInterpolation: false)
  }

  /// The byte at an offset from here; 0 behind the end.
  private func byte(_ offset: Int = 0) -> UInt8 {
    index + offset < source.count ? source[index + offset] : 0
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte >= 0x30 && byte <= 0x39
      || byte >= 0x80
  }

  /// Reads code up to the parenthesis that closes an interpolation, or to the end.
  private mutating func read(isInterpolation: Bool) {
    var parentheses = 0
    while index < source.count {
      switch byte() {
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while index < source.count, byte() != 0x0A { index += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        skipComment()
      case UInt8(ascii: "\""):
        string(hashes: 0)
      case UInt8(ascii: "#"):
        let hashes = source[index...].prefix { $0 == UInt8(ascii: "#") }.count
        index += hashes
        if byte() == UInt8(ascii: "\"") { string(hashes: hashes) }
      case UInt8(ascii: "("):
        parentheses += 1
        index += 1
      case UInt8(ascii: ")"):
        if parentheses == 0, isInterpolation { return }
        parentheses -= 1
        index += 1
      case UInt8(ascii: "{"):
        depth += 1
        index += 1
      case UInt8(ascii: "}"):
        depth -= 1
        index += 1
      case let byte where Self.isNamePart(byte):
        word()
      default:
        index += 1
      }
    }
  }

  private mutating func skipComment() {
    var open = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        open += 1
        index += 1
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        open -= 1
        index += 1
      }
      index += 1
    } while open > 0 && index < source.count
  }

  private mutating func string(hashes: Int) {
    let quote = UInt8(ascii: "\"")
    let quotes = byte(1) == quote && byte(2) == quote ? 3 : 1
    index += quotes
    var text: [UInt8] = []
    defer { strings.append(String(decoding: text, as: UTF8.self)) }
    while index < source.count {
      if byte() == UInt8(ascii: "\\"),
        (0..<hashes).allSatisfy({ byte(1 + $0) == UInt8(ascii: "#") })
      {
        index += 1 + hashes
        let isInterpolation = byte() == UInt8(ascii: "(")
        index += 1
        if isInterpolation {
          read(isInterpolation: true)
          index += 1
        }
      } else if (0..<quotes).allSatisfy({ byte($0) == quote }),
        (0..<hashes).allSatisfy({ byte(quotes + $0) == UInt8(ascii: "#") })
      {
        index += quotes + hashes
        return
      } else {
        text.append(byte())
        index += 1
      }
    }
  }

  private mutating func word() {
    let start = index
    while Self.isNamePart(byte()) { index += 1 }
    let dot = UInt8(ascii: ".")
    let isMember = start > 0 && source[start - 1] == dot && !(start > 1 && source[start - 2] == dot)
    words.append(
      Word(
        text: String(decoding: source[start..<index], as: UTF8.self), isMember: isMember,
        isCalled: byte() == UInt8(ascii: "("), depth: depth))
  }
}
