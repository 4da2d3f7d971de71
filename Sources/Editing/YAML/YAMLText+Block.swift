extension YAMLText {
  /// A text behind a key, to be read line by line: a literal block, with the sign that keeps its last line feeds as they
  /// are; in double quotes what no block can hold.
  ///
  /// - Parameter indentation: the spaces before each line, from 1 to 9; the key itself has none.
  package static func block(_ text: String, indentedBy indentation: Int) -> String {
    guard text.utf8.contains(ASCII.lineFeed) else { return quoted(text, inFlow: false) }
    guard !text.utf8.allSatisfy({ $0 == ASCII.lineFeed }), text.unicodeScalars.allSatisfy(isInBlock)
    else { return doubleQuoted(text) }
    var lines = text.utf8.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let chomping: String
    if lines.last != "" {
      chomping = "-"
    } else {
      lines.removeLast()
      chomping = lines.last == "" ? "+" : ""
    }
    // Without the number the first line tells how far all are indented.
    let first = lines.first?.utf8.first
    let isClear = first.map { $0 != ASCII.space && $0 != ASCII.tab } ?? false
    let spaces = String(repeating: " ", count: indentation)
    return "|" + (isClear ? "" : String(indentation)) + chomping
      + lines.map { $0.isEmpty ? "\n" : "\n" + spaces + $0 }.joined()
  }

  private static func isInBlock(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
      scalar.value != 0x2028 && scalar.value != 0x2029 && scalar.value != 0xFEFF
    default: false
    }
  }
}
