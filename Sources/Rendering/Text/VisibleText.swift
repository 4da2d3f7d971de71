/// Makes a text from outside safe to show: nothing in it controls a terminal, hides or turns the direction of
/// writing. Such characters are shown as they would be written in Swift, `\u{1B}`.
enum VisibleText {
  /// The longest text that is shown whole, in Unicode scalars.
  static let limit = 2_000

  /// The text on one line with every character visible, tabs as four spaces, cut off at the limit.
  static func escaped(_ text: String, limit: Int = limit) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit {
        result += "…"
        break
      }
      append(scalar, to: &result)
    }
    return result
  }

  /// The lines of a text, each with every character visible.
  static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { escaped(String($0)) }
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "\t": result += "    "
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\u{FE0E}", "\u{FE0F}": break  // Emoji presentation: no character of its own.
    default:
      if isHidden(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20, scalar.value < 0x7F { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return true
    default:
      return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
