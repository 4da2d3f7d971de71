/// What the readers here ask of a byte.
extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isSpace: Bool { isBlank || self == 0x0A || self == 0x0D }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isUpper: Bool { (0x41...0x5A).contains(self) }
  var isLower: Bool { (0x61...0x7A).contains(self) }
  var isLetter: Bool { isUpper || isLower }
  var isAlphanumeric: Bool { isLetter || isDigit }
  var isHexadecimal: Bool {
    isDigit || (0x61...0x66).contains(self) || (0x41...0x46).contains(self)
  }
  var lowercased: UInt8 { isUpper ? self | 0x20 : self }

  /// Whether the byte is one of a few.
  func isOne(of characters: StaticString) -> Bool {
    characters.withUTF8Buffer { $0.contains(self) }
  }
}

/// Part of a text, as bytes.
typealias Slice = ArraySlice<UInt8>

extension ArraySlice<UInt8> {
  func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { starts(with: $0) }
  }

  func isEqual(to text: StaticString) -> Bool {
    text.withUTF8Buffer { elementsEqual($0) }
  }

  /// Where a short text begins, first.
  func firstIndex(of text: StaticString) -> Int? {
    text.withUTF8Buffer { wanted in
      guard let first = wanted.first else { return startIndex }
      var rest = self
      while let start = rest.firstIndex(of: first) {
        rest = rest[start...]
        if rest.starts(with: wanted) { return start }
        rest = rest.dropFirst()
      }
      return nil
    }
  }

  /// Without white space at both ends.
  var trimmed: Slice {
    let start = drop(while: \.isSpace)
    guard let end = start.lastIndex(where: { !$0.isSpace }) else { return [] }
    return start[...end]
  }

  /// The text in lower case, for words.
  var lowercased: String { String(decoding: map(\.lowercased), as: UTF8.self) }
}
