/// The tokens of an expression in a Go template's action.
enum ExpressionToken: Sendable, Hashable {
  /// A function's name, or `true`, `false`, `nil`.
  case name(String)
  /// A variable with the fields behind it: `$X`, `$ENV.NAME`, `$.Env.NAME` (with an empty name).
  case variable(String, fields: [String])
  /// Fields of the dot: `.Env.NAME`.
  case fields([String])
  case text(String)
  case number(Int)
  case open
  case close
  case pipe
  case assign

  /// Splits an expression into tokens; the grammar is that of Go's `text/template`, without comments.
  static func tokens(of expression: String) throws(EditingError) -> [ExpressionToken] {
    var lexer = ExpressionLexer(bytes: Array(expression.utf8))
    return try lexer.tokens()
  }
}

private struct ExpressionLexer {
  let bytes: [UInt8]
  var index = 0

  mutating func tokens() throws(EditingError) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "("):
        index += 1
        tokens.append(.open)
      case UInt8(ascii: ")"):
        index += 1
        tokens.append(.close)
      case UInt8(ascii: "|"):
        index += 1
        tokens.append(.pipe)
      case UInt8(ascii: ":"), UInt8(ascii: "="):
        index += 1
        if byte == UInt8(ascii: ":"), peek == UInt8(ascii: "=") { index += 1 }
        tokens.append(.assign)
      case UInt8(ascii: "\""): tokens.append(.text(try quoted()))
      case UInt8(ascii: "`"): tokens.append(.text(try raw()))
      case UInt8(ascii: "$"):
        index += 1
        let name = word()
        tokens.append(.variable(name, fields: try fields()))
      case UInt8(ascii: "."): tokens.append(.fields(try fields()))
      default:
        let word = word()
        guard !word.isEmpty else {
          throw EditingError(.unsupported, "the template expression cannot be read", at: index)
        }
        if let number = Int(word) {
          // A leading zero is an octal number in Go.
          guard String(number) == word else {
            throw EditingError(.unsupported, "the number `\(word)` is not covered")
          }
          tokens.append(.number(number))
        } else {
          tokens.append(.name(word))
        }
      }
    }
    return tokens
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func word() -> String {
    let start = index
    while let byte = peek, Self.isWord(byte) || (byte == UInt8(ascii: "-") && index == start) {
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func fields() throws(EditingError) -> [String] {
    var fields: [String] = []
    while peek == UInt8(ascii: ".") {
      index += 1
      let field = word()
      guard !field.isEmpty else {
        throw EditingError(.unsupported, "a dot without a name behind it is not covered")
      }
      fields.append(field)
    }
    return fields
  }

  private mutating func quoted() throws(EditingError) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = peek else { break }
      index += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(escaped)
      default: throw EditingError(.unsupported, "an escape in a string is not covered")
      }
    }
    guard peek != nil else {
      throw EditingError(.malformed, "a string in the template is not closed", at: start)
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func raw() throws(EditingError) -> String {
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "`")) else {
      throw EditingError(.malformed, "a string in the template is not closed", at: index)
    }
    index = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: byte >= 0x80
    }
  }
}
