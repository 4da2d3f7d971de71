/// What stands between `[[` and `]]`.
extension ShellParser {
  mutating func condition(from start: Int) -> ShellCondition {
    let condition = alternatives()
    skipLines()
    if !take("]]") { unclosed(start) }
    return condition
  }

  private mutating func alternatives() -> ShellCondition {
    var conditions = [conjunction()]
    while takeSign(ASCII.pipe) { conditions.append(conjunction()) }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private mutating func conjunction() -> ShellCondition {
    var conditions = [primary()]
    while takeSign(ASCII.ampersand) { conditions.append(primary()) }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private mutating func takeSign(_ sign: UInt8) -> Bool {
    skipLines()
    guard byte() == sign, byte(1) == sign else { return false }
    index += 2
    return true
  }

  private mutating func primary() -> ShellCondition {
    skipLines()
    let start = index
    return nested(at: start, otherwise: .unreadable) { parser in
      if parser.take("!") { return .not(parser.primary()) }
      if parser.byte() == ASCII.openParenthesis {
        parser.index += 1
        let inner = parser.alternatives()
        parser.skipLines()
        guard parser.byte() == ASCII.closeParenthesis else {
          parser.unclosed(start)
          return .unreadable
        }
        parser.index += 1
        return inner
      }
      return parser.comparison()
    }
  }

  private mutating func comparison() -> ShellCondition {
    guard let first = operand() else { return .unreadable }
    guard let second = operand() else { return .word(first) }
    if let sign = first.bareText, sign.utf8.count == 2, sign.hasPrefix("-"), operandFollows == false
    {
      return .unary(sign, second)
    }
    guard let sign = second.bareText else { return skipRest() }
    guard let third = operand(isExpression: sign == "=~") else { return skipRest() }
    return operandFollows ? skipRest() : .binary(first, sign, third)
  }

  /// Whether there is one more word before the next operator.
  private var operandFollows: Bool {
    var ahead = self
    return ahead.operand() != nil
  }

  private mutating func skipRest() -> ShellCondition {
    while operand() != nil {}
    return .unreadable
  }

  private mutating func operand(isExpression: Bool = false) -> ShellWord? {
    skipLines()
    guard let byte = byte(), reservedWord != "]]" else { return nil }
    if byte == ASCII.less || byte == ASCII.greater {
      index += 1
      let sign = String(decoding: [byte], as: UTF8.self)
      return ShellWord(parts: [.bare(sign)], span: index - 1..<index)
    }
    return word(isExpression: isExpression)
  }
}
