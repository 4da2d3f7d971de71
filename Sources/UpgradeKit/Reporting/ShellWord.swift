/// Texts in commands that advice gives, for people to copy.
enum ShellWord {
  /// A text as one word of a shell's.
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "._/-+@%,=:".utf8.contains(byte)
    }
    if isPlain, !text.hasPrefix("-"), !text.isEmpty { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
