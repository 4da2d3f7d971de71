import Editing

extension YAMLScalar {
  /// What YAML's core schema takes a scalar for.
  enum Kind {
    case null
    case boolean(Bool)
    /// A whole number; `nil` when it is too large.
    case integer(Int?)
    case decimal
    case text

    /// The kind in a sentence.
    var phrase: String {
      switch self {
      case .null: "nothing"
      case .boolean: "a yes/no value"
      case .integer, .decimal: "a number"
      case .text: "a text"
      }
    }
  }

  /// What the scalar is; anything in quotes is a text.
  var kind: Kind {
    guard style == .plain else { return .text }
    if isNull { return .null }
    switch value {
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    case ".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", "+.inf", "+.Inf", "+.INF":
      return .decimal
    case ".nan", ".NaN", ".NAN": return .decimal
    default: break
    }
    let bytes = Array(value.utf8)
    let unsigned = bytes.first == 0x2B || bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
    if !unsigned.isEmpty, unsigned.allSatisfy(Self.isDigit) { return .integer(Int(value)) }
    if bytes.starts(with: Array("0x".utf8)) || bytes.starts(with: Array("0o".utf8)) {
      let radix = bytes[1] == 0x78 ? 16 : 8
      if bytes.count > 2, let number = Int(value.dropFirst(2), radix: radix), bytes[2] != 0x2D {
        return .integer(number)
      }
    }
    return Self.isDecimal(unsigned) ? .decimal : .text
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether bytes without a sign are `1.5`, `.5`, `1.`, each with or without an exponent, or `1e5`.
  private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return false }
    guard rest.first == 0x65 || rest.first == 0x45 else { return rest.isEmpty }
    rest = rest.dropFirst()
    if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
}
