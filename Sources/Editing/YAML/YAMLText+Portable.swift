extension YAMLText {
  /// A value as a scalar that every reader of YAML takes for the same text, also between braces: plain where none takes
  /// it for anything else, in double quotes otherwise. The same value always gives the same bytes.
  package static func portable(_ value: String) -> String {
    isPlainEverywhere(value) ? value : doubleQuoted(value, escaping: isUnseen)
  }

  private static func isPlainEverywhere(_ value: String) -> Bool {
    guard let first = value.utf8.first, let last = value.utf8.last else { return false }
    let isSafe = value.utf8.allSatisfy { byte in
      ASCII.isNamePart(byte) || "-./@+:%~=".utf8.contains(byte)
    }
    guard isSafe, last != ASCII.colon else { return false }
    if ASCII.isNameStart(first) { return !words.contains(value.lowercased()) }
    // What begins with a digit can be a number in one of many notations, or a date. A letter that none of them has,
    // which nearly every id holds, settles it.
    guard ASCII.isDigit(first), !value.lowercased().hasPrefix("0x") else { return false }
    return value.utf8.contains { "acdfghijklmnpqrsuvw".utf8.contains($0) }
  }

  /// What some version of YAML takes for something other than a text.
  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  /// What cannot be seen, or not stand in YAML as it is. A table of our own: Unicode's grows with each version, and the
  /// bytes must not.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xE000...0xF8FF, 0xFEFF, 0xFFF0...:
      true
    default: false
    }
  }
}
