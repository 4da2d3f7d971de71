extension ShellParser {
  /// Reads `${…}`.
  mutating func bracedParameter(isQuoted: Bool) -> ShellParameter {
    let start = index
    index += 2
    var prefix: UInt8?
    if let sign = byte(), sign == ASCII.hash || sign == ASCII.exclamation, let next = byte(1),
      ASCII.isNamePart(next) || next == 0x40
    {
      prefix = sign
      index += 1
    }
    let name = parameterName()
    var position: [ShellWord.Part]?
    if !name.isEmpty, byte() == ASCII.openBracket {
      index += 1
      position = text(until: ASCII.closeBracket, opened: start)
    }
    let kind = name.isEmpty ? nil : parameterOperator()
    let argumentStart = index
    let argument = argument(isQuoted: isQuoted, opened: start)
    return ShellParameter(
      name: name, prefix: prefix, index: position, operator: kind, argument: argument.parts,
      argumentSpan: argumentStart..<argument.end, span: start..<index)
  }

  private mutating func parameterName() -> String {
    if let first = byte(), !ASCII.isNamePart(first), "@*#?$!-".utf8.contains(first) {
      index += 1
      return String(decoding: [first], as: UTF8.self)
    }
    return name()
  }

  private mutating func parameterOperator() -> ShellParameter.Operator? {
    guard let first = byte(), first != ASCII.closeBrace else { return nil }
    let isColon = first == ASCII.colon
    let sign = isColon ? byte(1) : first
    let found: ShellParameter.Operator? =
      switch sign {
      case ASCII.minus: .fallback(ifEmpty: isColon)
      case ASCII.equals: .assign(ifEmpty: isColon)
      case 0x3F: .demand(ifEmpty: isColon)
      case ASCII.plus: .alternative(ifEmpty: isColon)
      default: nil
      }
    if let found {
      index += isColon ? 2 : 1
      return found
    }
    index += byte(1) == first && first != ASCII.colon ? 2 : 1
    return .other(String(decoding: [first], as: UTF8.self))
  }

  /// Reads what stands behind the operator, to behind the brace.
  private mutating func argument(
    isQuoted: Bool, opened start: Int
  ) -> (parts: [ShellWord.Part], end: Int) {
    var parts: [ShellWord.Part] = []
    var plain = index
    func flush(to end: Int) {
      guard plain < end else { return }
      parts.append(.bare(String(decoding: bytes[plain..<end], as: UTF8.self)))
    }
    while let byte = byte() {
      let piece = index
      let part: ShellWord.Part?
      switch byte {
      case ASCII.closeBrace:
        flush(to: index)
        index += 1
        return (parts, piece)
      case ASCII.doubleQuote:
        part = .doubleQuoted(doubleQuoted())
      case ASCII.singleQuote where !isQuoted, ASCII.backtick, ASCII.backslash:
        part = escapedOrQuoted()
      case ASCII.dollar:
        part = dollar(isQuoted: isQuoted)
      default:
        index += 1
        continue
      }
      guard let part else { continue }
      flush(to: piece)
      parts.append(part)
      plain = index
    }
    flush(to: index)
    unclosed(start)
    return (parts, index)
  }
}
