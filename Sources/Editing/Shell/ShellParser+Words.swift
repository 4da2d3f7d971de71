extension ShellParser {
  /// Reads a word; `nil` where none begins.
  ///
  /// - Parameter isExpression: whether brackets and bars belong to it, as behind `=~`.
  mutating func word(isExpression: Bool = false) -> ShellWord? {
    let start = index
    var parts: [ShellWord.Part] = []
    var bare = index
    var brackets = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while let byte = byte() {
      let piece = index
      var part: ShellWord.Part?
      switch byte {
      case ASCII.openParenthesis where isExpression:
        brackets += 1
        index += 1
        continue
      case ASCII.closeParenthesis where isExpression && brackets > 0:
        brackets -= 1
        index += 1
        continue
      case ASCII.pipe where isExpression && brackets > 0, ASCII.space where brackets > 0:
        index += 1
        continue
      case ASCII.less, ASCII.greater:
        guard self.byte(1) == ASCII.openParenthesis else { break }
        part = .command(nested(at: piece, otherwise: ShellList()) { $0.parentheses(opening: 2) })
      case ASCII.backslash, ASCII.singleQuote, ASCII.backtick:
        part = escapedOrQuoted()
      case ASCII.doubleQuote:
        part = .doubleQuoted(doubleQuoted())
      case ASCII.dollar:
        part = dollar(isQuoted: false)
        if part == nil { continue }
      case _ where Self.endsWord(byte):
        break
      default:
        index += 1
        continue
      }
      guard let part else { break }
      if bare < piece { parts.append(.bare(text(bare..<piece))) }
      parts.append(part)
      bare = index
    }
    if bare < index { parts.append(.bare(text(bare..<index))) }
    return index > start ? ShellWord(parts: parts, span: start..<index) : nil
  }

  /// Reads what a backslash, a single quote or a backtick begins.
  mutating func escapedOrQuoted() -> ShellWord.Part {
    let start = index
    switch byte() {
    case ASCII.singleQuote: return .quoted(singleQuoted())
    case ASCII.backtick: return .command(backticks())
    default:
      // At the end of a line, a backslash is nothing at all.
      let next = byte(1)
      index = min(index + 2, end)
      guard let next, next != ASCII.lineFeed else { return .quoted("") }
      return .quoted(String(decoding: bytes[start + 1..<index], as: UTF8.self))
    }
  }

  private mutating func singleQuoted() -> String {
    let start = index
    guard let close = bytes[(index + 1)..<end].firstIndex(of: ASCII.singleQuote) else {
      fail("the quote has no end", at: start)
      index = end
      return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }
    index = close + 1
    return String(decoding: bytes[(start + 1)..<close], as: UTF8.self)
  }

  mutating func doubleQuoted() -> [ShellWord.Part] {
    let start = index
    return nested(at: start, otherwise: []) { parser in
      parser.index += 1
      return parser.text(until: ASCII.doubleQuote, opened: start)
    }
  }

  /// Reads text in which only `$`, backticks and backslashes count, to behind what closes it.
  mutating func text(until closing: UInt8?, opened start: Int) -> [ShellWord.Part] {
    var parts: [ShellWord.Part] = []
    var plain = index
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while let byte = byte() {
      let piece = index
      let part: ShellWord.Part?
      if byte == closing {
        if plain < index { parts.append(.quoted(text(plain..<index))) }
        index += 1
        return parts
      }
      switch byte {
      case ASCII.backslash:
        let next = self.byte(1)
        index = min(index + 2, end)
        guard let next, next == closing || "$`\\\n".utf8.contains(next) else { continue }
        part = .quoted(next == ASCII.lineFeed ? "" : text(piece + 1..<index))
      case ASCII.dollar:
        part = dollar(isQuoted: true)
      case ASCII.backtick:
        part = .command(backticks())
      default:
        index += 1
        continue
      }
      guard let part else { continue }
      if plain < piece { parts.append(.quoted(text(plain..<piece))) }
      parts.append(part)
      plain = index
    }
    if plain < index { parts.append(.quoted(text(plain..<index))) }
    if closing != nil { unclosed(start) }
    return parts
  }

  private mutating func backticks() -> ShellList {
    let start = index
    var close = index + 1
    while close < end, bytes[close] != ASCII.backtick {
      close += bytes[close] == ASCII.backslash ? 2 : 1
    }
    if close >= end { unclosed(start) }
    let limit = min(close, end)
    let commands = nested(at: start, otherwise: ShellList()) { parser in
      parser.index += 1
      return parser.bounded(to: limit) { parser in
        let waiting = parser.pending
        parser.pending = []
        defer { parser.pending = waiting }
        return parser.script()
      }
    }
    index = min(limit + 1, end)
    return commands
  }

  /// Reads what a dollar sign begins; `nil`, behind the sign, when that is nothing.
  mutating func dollar(isQuoted: Bool) -> ShellWord.Part? {
    let start = index
    switch byte(1) {
    case ASCII.openParenthesis:
      if byte(2) == ASCII.openParenthesis, let parts = arithmetic(opening: 3) {
        return .arithmetic(parts)
      }
      return .command(
        nested(at: start, otherwise: ShellList()) { parser in parser.parentheses(opening: 2) })
    case ASCII.openBrace:
      return nested(at: start, otherwise: nil) { parser in
        .parameter(parser.bracedParameter(isQuoted: isQuoted))
      }
    case ASCII.singleQuote where !isQuoted:
      index += 2
      while let byte = byte(), byte != ASCII.singleQuote {
        index += byte == ASCII.backslash ? 2 : 1
      }
      let text = String(decoding: bytes[min(start + 2, end)..<min(index, end)], as: UTF8.self)
      if index >= end { fail("the quote has no end", at: start) }
      index = min(index + 1, end)
      return .quoted(text)
    case ASCII.doubleQuote where !isQuoted:
      index += 1
      return .doubleQuoted(doubleQuoted())
    case let next? where ASCII.isNameStart(next):
      index += 1
      return .parameter(plainParameter(name(), from: start))
    case let next? where ASCII.isDigit(next) || "@*#?$!-".utf8.contains(next):
      index += 2
      return .parameter(
        plainParameter(String(decoding: [next], as: UTF8.self), from: start))
    default:
      index += 1
      return nil
    }
  }

  private func plainParameter(_ name: String, from start: Int) -> ShellParameter {
    ShellParameter(
      name: name, prefix: nil, index: nil, operator: nil, argument: [],
      argumentSpan: index..<index, span: start..<index)
  }

  mutating func name() -> String {
    let start = index
    while let byte = byte(), ASCII.isNamePart(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Reads `(( … ))` behind what opens it; `nil`, not moved, when the brackets are those of commands.
  mutating func arithmetic(opening: Int) -> [ShellWord.Part]? {
    let start = index
    guard let close = arithmeticEnd(from: index + opening) else { return nil }
    return nested(at: start, otherwise: []) { parser in
      parser.index += opening
      let parts = parser.bounded(to: min(close, parser.end)) { parser in
        parser.text(until: nil, opened: start)
      }
      if close >= parser.end { parser.unclosed(start) }
      parser.index = min(close + 2, parser.end)
      return parts
    }
  }

  /// Where `))` closes what was opened before an offset; the end when nothing does.
  private func arithmeticEnd(from offset: Int) -> Int? {
    var index = offset
    var open = 0
    while index < end {
      switch bytes[index] {
      case ASCII.backslash: index += 1
      case ASCII.openParenthesis: open += 1
      case ASCII.closeParenthesis where open > 0: open -= 1
      case ASCII.closeParenthesis:
        return index + 1 < end && bytes[index + 1] == ASCII.closeParenthesis ? index : nil
      default: break
      }
      index += 1
    }
    return end
  }
}
