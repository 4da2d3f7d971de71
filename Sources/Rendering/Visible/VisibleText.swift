/// Makes a text from outside safe to show: nothing in it controls a terminal, commands a CI runner that reads the log,
/// hides or turns the direction of writing. Such characters are shown as they would be written in Swift, `\u{1B}`.
package enum VisibleText {
  /// The longest text that is shown whole, in Unicode scalars.
  static let limit = 2_000

  /// The text on one line with every character visible, tabs as four spaces, cut off at the limit.
  package static func escaped(_ text: String, limit: Int = limit) -> String {
    if text.utf8.count <= limit, isPlain(text.utf8) { return text }
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
    return lines.map { RunnerCommand.defused(line: escaped(String($0))) }
  }

  /// Whether bytes are printed ASCII without the two `#` that a runner's command has.
  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      guard byte >= 0x20, byte < 0x7F, byte != 0x23 || last != 0x23 else { return false }
      last = byte
    }
    return true
  }

  /// A character as it is written in Swift.
  static func notation(of scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "\t": result += "    "
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "[" where RunnerCommand.isOpened(after: result.unicodeScalars):
      result += notation(of: scalar)
    case "\u{FE0E}", "\u{FE0F}": break  // Emoji presentation: no character of its own.
    default:
      if isHidden(scalar) {
        result += notation(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
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
