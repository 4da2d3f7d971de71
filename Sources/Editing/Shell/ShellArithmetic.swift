/// A number, as bash works it out.
enum ShellNumber: Hashable {
  case value(Int)
  /// bash refuses the expression.
  case refused
  case unknown(String)
}

/// Arithmetic: https://www.gnu.org/software/bash/manual/html_node/Shell-Arithmetic.html
///
/// Covers numbers, variables, brackets, comparisons, and `+ - * / %`.
struct ShellArithmetic {
  private enum Obstacle: Error {
    case refused
    case notCovered
    case unknown(String)
  }

  private let bytes: [UInt8]
  private var index = 0
  private var depth: Int
  private let value: (String) -> ShellState.Variable.Value

  /// Works out an expression.
  ///
  /// - Returns: `nil` when it isn't covered.
  static func number(
    _ bytes: [UInt8], depth: Int = 0, value: @escaping (String) -> ShellState.Variable.Value
  ) -> ShellNumber? {
    var arithmetic = ShellArithmetic(bytes: bytes, depth: depth, value: value)
    arithmetic.skipBlanks()
    guard arithmetic.byte != nil else { return .value(0) }
    do throws(Obstacle) {
      let number = try arithmetic.comparison(0)
      guard let next = arithmetic.byte else { return .value(number) }
      throw arithmetic.obstacle(at: next)
    } catch {
      switch error {
      case .refused: return .refused
      case .unknown(let reason): return .unknown(reason)
      case .notCovered: return nil
      }
    }
  }

  private init(
    bytes: [UInt8], depth: Int, value: @escaping (String) -> ShellState.Variable.Value
  ) {
    self.bytes = bytes
    self.depth = depth
    self.value = value
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte, ASCII.isBlank(byte) || byte == ASCII.lineFeed { index += 1 }
  }

  /// What can't stand behind an operand is refused; bash has more operators, though.
  private func obstacle(at byte: UInt8) -> Obstacle {
    "+-*/%<>&|^?=,".utf8.contains(byte) ? .notCovered : .refused
  }

  private static let operators: [[(String, @Sendable (Int, Int) -> Int?)]] = [
    [("==", { $0 == $1 ? 1 : 0 }), ("!=", { $0 != $1 ? 1 : 0 })],
    [
      ("<=", { $0 <= $1 ? 1 : 0 }), (">=", { $0 >= $1 ? 1 : 0 }), ("<", { $0 < $1 ? 1 : 0 }),
      (">", { $0 > $1 ? 1 : 0 }),
    ],
    [("+", { $0 &+ $1 }), ("-", { $0 &- $1 })],
    [
      ("*", { $0 &* $1 }),
      ("/", { $1 == 0 ? nil : $0.dividedReportingOverflow(by: $1).partialValue }),
      ("%", { $1 == 0 ? nil : $0.remainderReportingOverflow(dividingBy: $1).partialValue }),
    ],
  ]

  /// Reads operands with operators that bind as strongly as those of a level, or more.
  private mutating func comparison(_ level: Int) throws(Obstacle) -> Int {
    guard level < Self.operators.count else { return try unary() }
    var left = try comparison(level + 1)
    while let (sign, apply) = Self.operators[level].first(where: {
      bytes[index...].starts(with: $0.0.utf8)
    }) {
      index += sign.utf8.count
      // `**`, `<<`, `+=` and their like.
      if let byte, "*<>=+-".utf8.contains(byte), sign != "+", sign != "-" { throw .notCovered }
      if let byte, sign == "+" || sign == "-", byte == ASCII.equals || [byte] == Array(sign.utf8) {
        throw .notCovered
      }
      let right = try comparison(level + 1)
      guard let result = apply(left, right) else { throw .refused }
      left = result
    }
    return left
  }

  private mutating func unary() throws(Obstacle) -> Int {
    guard depth < 32 else { throw .notCovered }
    depth += 1
    defer { depth -= 1 }
    skipBlanks()
    guard let byte else { throw .refused }
    switch byte {
    case ASCII.minus, ASCII.plus, ASCII.exclamation:
      index += 1
      guard self.byte != byte else { throw .notCovered }
      let number = try unary()
      return byte == ASCII.minus ? 0 &- number : byte == ASCII.plus ? number : number == 0 ? 1 : 0
    case ASCII.openParenthesis:
      index += 1
      let number = try comparison(0)
      guard self.byte == ASCII.closeParenthesis else { throw self.byte.map(obstacle) ?? .refused }
      index += 1
      skipBlanks()
      return number
    default:
      guard ASCII.isNamePart(byte) else { throw byte == 0x7E ? .notCovered : .refused }
      let start = index
      while let byte = self.byte, ASCII.isNamePart(byte) { index += 1 }
      let word = bytes[start..<index]
      if self.byte == ASCII.hash || self.byte == ASCII.openBracket { throw .notCovered }
      skipBlanks()
      return try ASCII.isDigit(byte) ? Self.number(word) : variable(word)
    }
  }

  private func variable(_ name: ArraySlice<UInt8>) throws(Obstacle) -> Int {
    let text: TracedText
    switch value(String(decoding: name, as: UTF8.self)) {
    case .unset: return 0
    case .unknown(let reason): throw .unknown(reason)
    case .list(let items): text = items.first ?? TracedText("")
    case .text(let known): text = known
    }
    guard let bytes = text.bytes else { throw .unknown(text.unknown ?? "") }
    // One that names itself is refused as well.
    guard depth < 32 else { throw .refused }
    switch ShellArithmetic.number(bytes, depth: depth, value: value) {
    case .value(let number)?: return number
    case .refused?: throw .refused
    case .unknown(let reason)?: throw .unknown(reason)
    case nil: throw .notCovered
    }
  }

  /// A number: hexadecimal with `0x`, octal with `0`.
  private static func number(_ word: ArraySlice<UInt8>) throws(Obstacle) -> Int {
    var digits = word
    var base = 10
    if digits.first == UInt8(ascii: "0"), digits.count > 1 {
      digits.removeFirst()
      base = 8
      if digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X") {
        digits.removeFirst()
        base = 16
      }
    }
    var number = 0
    for digit in digits {
      guard let value = Int(String(decoding: [digit], as: UTF8.self), radix: base) else {
        throw .refused
      }
      number = number &* base &+ value
    }
    return number
  }
}
