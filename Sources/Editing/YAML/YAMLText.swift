/// How values are written in YAML.
package enum YAMLText {
  /// A value as a scalar that reads back as the same text: plain where it may be, else in single quotes, or in
  /// double quotes when it holds what only an escape can write.
  ///
  /// - Parameter inFlow: whether it has to be right inside `[…]` and `{…}`, too, where fewer texts may be plain.
  package static func quoted(_ value: String, inFlow: Bool = true) -> String {
    if isPlain(value, inFlow: inFlow) { return value }
    return singleQuoted(value)
  }

  /// A value in single quotes, or in double quotes when it holds what only an escape can write.
  static func singleQuoted(_ value: String) -> String {
    guard value.unicodeScalars.allSatisfy(isPrintable) else { return doubleQuoted(value) }
    var result = "'"
    // Not by characters: a quote and an accent behind it are one.
    for scalar in value.unicodeScalars {
      if scalar == "'" { result += "'" }
      result.unicodeScalars.append(scalar)
    }
    return result + "'"
  }

  /// A value in double quotes.
  package static func doubleQuoted(_ value: String) -> String {
    doubleQuoted(value) { !isPrintable($0) }
  }

  /// A value in double quotes.
  ///
  /// - Parameter isEscaped: what is written by its number.
  static func doubleQuoted(
    _ value: String, escaping isEscaped: (Unicode.Scalar) -> Bool
  ) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where !isEscaped(scalar): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += (scalar.value > 0xFFFF ? "\\U" : "\\u")
        result +=
          String(repeating: "0", count: (scalar.value > 0xFFFF ? 8 : 4) - digits.count) + digits
      }
    }
    return result + "\""
  }

  /// Whether a value reads back as the same text when written as it is.
  static func isPlain(_ value: String, inFlow: Bool) -> Bool {
    let bytes = Array(value.utf8)
    guard let first = bytes.first, let last = bytes.last else { return false }
    if resolvesToOther(value) || first == 0x20 || last == 0x20 || last == UInt8(ascii: ":") {
      return false
    }
    if "-?:,[]{}#&*!|>'\"%@`".utf8.contains(first) {
      // A dash, a question mark or a colon may start a text when something else than a space follows; between brackets
      // libyaml takes only the dash.
      guard (inFlow ? "-" : "-?:").utf8.contains(first), bytes.count > 1, bytes[1] != 0x20,
        value != "---"
      else { return false }
    }
    if value.hasPrefix("---") || value.hasPrefix("...") { return false }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: ",") where inFlow, UInt8(ascii: "[") where inFlow,
        UInt8(ascii: "]") where inFlow,
        UInt8(ascii: "{") where inFlow, UInt8(ascii: "}") where inFlow:
        return false
      case UInt8(ascii: "#") where bytes[index - 1] == 0x20:
        return false
      // Between brackets libyaml takes `:?` for the beginning of a key.
      case UInt8(ascii: ":")
      where bytes[index + 1] == 0x20 || (inFlow && bytes[index + 1] == UInt8(ascii: "?")):
        return false
      default: continue
      }
    }
    return value.unicodeScalars.allSatisfy(isPrintable)
  }

  /// Whether a reader takes the plain text for something else than a text: null, a boolean, a number, a date.
  private static func resolvesToOther(_ value: String) -> Bool {
    switch value.lowercased() {
    case "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", ".inf",
      ".nan",
      "-.inf", "+.inf":
      return true
    default:
      guard let first = value.utf8.first else { return true }
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      let startsAsNumber =
        digits.contains(first)
        || "+-.".utf8.contains(first)
          && value.utf8.dropFirst().first.map { digits.contains($0) || $0 == 0x2E } == true
      // Numbers of any base, sexagesimals and dates: what is made of their characters only, from a digit on.
      return startsAsNumber
        && value.utf8.allSatisfy { "0123456789abcdefABCDEFxXoO_+-.:TtZz ".utf8.contains($0) }
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
      return scalar.value != 0x2028 && scalar.value != 0x2029 && scalar.value != 0xFEFF
    default: return false
    }
  }
}
