/// A token of an action in a Go template, by the grammar of Go's `text/template`.
struct TemplateToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A function's or a keyword's name.
    case name(String)
    /// `.Name`; without a name, the dot alone.
    case field(String)
    /// `$name`; without a name, `$` alone.
    case variable(String)
    /// A string's text after escapes are resolved; `nil` when one of them is not Go's.
    case string(String?)
    /// A character's constant, as written.
    case character
    /// A number, as written.
    case number(String)
    case open, close, pipe, comma, declare, assign
    /// A byte that begins nothing.
    case stray
  }

  let kind: Kind
  let span: Range<Int>
}

/// Splits an action into tokens, from behind its opening braces to its closing ones.
struct TemplateLexer {
  let bytes: [UInt8]
  var index: Int

  private func byte(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  mutating func skipSpace() {
    while let byte = byte(), ASCII.isWhitespace(byte) { index += 1 }
  }

  /// Whether the action ends at the index, and whether it trims what is behind it.
  var close: (trims: Bool, length: Int)? {
    if byte() == ASCII.closeBrace, byte(1) == ASCII.closeBrace { return (false, 2) }
    if byte() == ASCII.minus, byte(1) == ASCII.closeBrace, byte(2) == ASCII.closeBrace,
      index > 0, ASCII.isWhitespace(bytes[index - 1])
    {
      return (true, 3)
    }
    return nil
  }

  /// The next token; there is a byte at the index, and it is no space.
  mutating func next() throws(EditingError) -> TemplateToken {
    let start = index
    let kind: TemplateToken.Kind
    switch bytes[index] {
    case ASCII.doubleQuote: kind = .string(try quoted())
    case ASCII.backtick: kind = .string(try raw())
    case ASCII.singleQuote:
      try skipQuoted()
      kind = .character
    case ASCII.dollar:
      index += 1
      kind = .variable(word())
    case ASCII.dot:
      index += 1
      kind = .field(word())
    case ASCII.openParenthesis: kind = sign(.open)
    case ASCII.closeParenthesis: kind = sign(.close)
    case ASCII.pipe: kind = sign(.pipe)
    case ASCII.comma: kind = sign(.comma)
    case ASCII.equals: kind = sign(.assign)
    case ASCII.colon where byte(1) == ASCII.equals: kind = sign(.declare, length: 2)
    case _ where isNumber:
      index += 1
      while let byte = byte(), Self.isWord(byte) || byte == ASCII.dot { index += 1 }
      kind = .number(String(decoding: bytes[start..<index], as: UTF8.self))
    case let byte where Self.isWord(byte): kind = .name(word())
    default: kind = sign(.stray)
    }
    return TemplateToken(kind: kind, span: start..<index)
  }

  /// Whether a number begins at the index: a digit, or a sign with one behind it.
  private var isNumber: Bool {
    guard let first = byte() else { return false }
    return ASCII.isDigit(first)
      || (first == ASCII.minus || first == ASCII.plus) && byte(1).map(ASCII.isDigit) == true
  }

  private mutating func sign(_ kind: TemplateToken.Kind, length: Int = 1) -> TemplateToken.Kind {
    index += length
    return kind
  }

  private mutating func word() -> String {
    let start = index
    while let byte = byte(), Self.isWord(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool { ASCII.isNamePart(byte) || byte >= 0x80 }

  private mutating func skipQuoted() throws(EditingError) {
    let start = index
    let quote = bytes[index]
    index += 1
    while let byte = byte(), byte != quote, byte != ASCII.lineFeed {
      index += byte == ASCII.backslash ? 2 : 1
    }
    guard byte() == quote else { throw Self.unclosed(start) }
    index += 1
  }

  private mutating func raw() throws(EditingError) -> String {
    let start = index
    guard let end = bytes[(index + 1)...].firstIndex(of: ASCII.backtick) else {
      throw Self.unclosed(start)
    }
    index = end + 1
    return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
  }

  private static func unclosed(_ start: Int) -> EditingError {
    EditingError(.malformed, "the string in a template action has no end", at: start)
  }

  /// Reads a string between double quotes; its text, unless an escape in it is not one of the plain ones.
  private mutating func quoted() throws(EditingError) -> String? {
    let start = index
    try skipQuoted()
    let written = bytes[(start + 1)..<(index - 1)]
    guard written.contains(ASCII.backslash) else { return String(decoding: written, as: UTF8.self) }
    var text: [UInt8] = []
    var isEscaped = false
    for byte in written {
      if !isEscaped {
        isEscaped = byte == ASCII.backslash
        if !isEscaped { text.append(byte) }
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "n"): text.append(ASCII.lineFeed)
      case UInt8(ascii: "t"): text.append(ASCII.tab)
      case UInt8(ascii: "r"): text.append(ASCII.carriageReturn)
      case ASCII.doubleQuote, ASCII.backslash: text.append(byte)
      default: return nil
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
