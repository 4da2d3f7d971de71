/// Texts in commands that advice gives, for people to copy.
enum ShellWord {
  /// The command that makes a folder, with those above it.
  static func makingFolder(_ path: String) -> String { "mkdir -p \(Self.path(path))" }

  /// The command that moves files into a folder, or to a new name.
  ///
  /// - Parameter program: what moves them.
  static func moving(_ paths: [String], to place: String, by program: String = "mv") -> String {
    "\(program) \(paths.map(path).joined(separator: " ")) \(path(place))"
  }

  /// A path as a word that is no option.
  static func path(_ text: String) -> String {
    quoted(text.hasPrefix("-") ? "./" + text : text)
  }

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
