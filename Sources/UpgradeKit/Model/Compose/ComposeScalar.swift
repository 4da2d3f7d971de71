import Editing

/// The types that YAML gives to plain scalars, as Compose reads them (YAML 1.2 with some of 1.1's numbers).
enum ComposeScalar {
  /// A plain scalar's value as Compose prints it.
  enum Value: Equatable {
    case null
    /// A number or a boolean.
    case typed(String)
    case text(String)
    /// A date, which Compose refuses.
    case date
  }

  /// What a scalar is read as.
  static func read(_ scalar: YAMLScalar, tag: String?) -> Value {
    guard scalar.style == .plain, tag == nil else {
      return tag == "tag:yaml.org,2002:null" ? .null : .text(scalar.value)
    }
    let text = scalar.value
    if scalar.isNull { return .null }
    if ["true", "True", "TRUE"].contains(text) { return .typed("true") }
    if ["false", "False", "FALSE"].contains(text) { return .typed("false") }
    guard let first = text.utf8.first, first == UInt8(ascii: ".") || isSign(first) || isDigit(first)
    else { return .text(text) }
    let plain = text.filter { $0 != "_" }
    if let number = integer(plain) { return .typed(number) }
    if let number = float(plain) { return .typed(number) }
    return isDate(text) ? .date : .text(text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  /// `1`, `-1`, `0x1F`, `0b1`, `0o17`, and octal with a zero in front.
  private static func integer(_ text: String) -> String? {
    let isNegative = text.hasPrefix("-")
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
    let magnitude: UInt64?
    switch digits.prefix(2) {
    case "0x", "0X": magnitude = UInt64(digits.dropFirst(2), radix: 16)
    case "0b", "0B": magnitude = UInt64(digits.dropFirst(2), radix: 2)
    case "0o", "0O": magnitude = UInt64(digits.dropFirst(2), radix: 8)
    case _ where digits.count > 1 && digits.hasPrefix("0"):
      magnitude = UInt64(digits.dropFirst(), radix: 8)
    default:
      magnitude = digits.utf8.allSatisfy(isDigit) ? UInt64(digits) : nil
    }
    return magnitude.map { isNegative && $0 != 0 ? "-\($0)" : "\($0)" }
  }

  private static func float(_ text: String) -> String? {
    let isNumber = text.utf8.allSatisfy {
      isDigit($0) || isSign($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e")
        || $0 == UInt8(ascii: "E")
    }
    guard isNumber, text.utf8.contains(where: isDigit), let value = Double(text) else { return nil }
    return self.text(of: value)
  }

  /// A number without a fraction that is zero.
  static func text(of number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  /// Four digits, a hyphen, one or two digits, a hyphen, one or two digits; what follows is the time.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.prefix { $0 != "T" && $0 != "t" && $0 != " " }.split(
      separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4 else { return false }
    return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
      && parts.dropFirst().allSatisfy { $0.count <= 2 }
  }

  /// A boolean given as a text, as Compose casts it; `nil` when it is none.
  static func boolean(_ text: String) -> String? {
    switch text.lowercased() {
    case "true", "y", "yes", "on": "true"
    case "false", "n", "no", "off": "false"
    default: nil
    }
  }
}
