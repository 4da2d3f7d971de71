import GitKit

extension Lock.Upstream {
  /// The release as a line of YAML.
  var line: String {
    "upstream: {url: \(Lock.scalar(url)), tag: \(Lock.scalar(tag)), commit: \(Lock.scalar(commit.hex)), tag-object: \(tagObject.map { Lock.scalar($0.hex) } ?? "null")}\n"
  }
}

extension Lock {
  /// The lock as a file: the same value always gives the same bytes.
  package var bytes: [UInt8] {
    var text = "format: \(Self.format)\n"
    text += upstream.line
    text += "patches:\n"
    text += "  set: \(Self.scalar(patches.set))\n"
    text += "  tree: \(Self.scalar(patches.tree.hex))\n"
    text += "  applied:" + (patches.applied.isEmpty ? " []\n" : "\n")
    for patch in patches.applied {
      text += "    - {id: \(Self.scalar(patch.id)), variant: \(Self.scalar(patch.variant))}\n"
    }
    text += "generated:\n"
    text += "  directory: \(Self.scalar(generated.directory.text))\n"
    text += "  tree: \(Self.scalar(generated.tree.hex))\n"
    text += "  files:" + (generated.files.isEmpty ? " {}\n" : "\n")
    for (path, file) in generated.files.sorted(by: { $0.key < $1.key }) {
      let blob = Self.scalar(file.blob.hex)
      text += "    \(Self.key(path.text)): {mode: \"\(file.mode.octal)\", blob: \(blob)}\n"
    }
    return Array(text.utf8)
  }

  /// A key: YAML wants a sign before those of more than 1,024 characters.
  private static func key(_ text: String) -> String {
    let scalar = scalar(text)
    return scalar.utf8.count < 1000 ? scalar : "? \(scalar)\n    "
  }

  /// A string as YAML: plain where every reader takes it for a string, also between braces; in double quotes otherwise.
  static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let isSafe = text.utf8.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || "_-./@+:%~=".utf8.contains(byte)
    }
    guard isSafe, last != UInt8(ascii: ":") else { return false }
    if isLetter(first) || first == UInt8(ascii: "_") { return !words.contains(text.lowercased()) }
    // What begins with a digit can be a number in one of many notations, or a date. A letter that none of them has,
    // which nearly every id holds, settles it.
    guard isDigit(first), !text.lowercased().hasPrefix("0x") else { return false }
    return text.utf8.contains { "acdfghijklmnpqrsuvw".utf8.contains($0) }
  }

  /// What some version of YAML takes for something other than a string.
  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where isUnseen(scalar.value):
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : 4
        quoted += scalar.value > 0xFFFF ? "\\U" : "\\u"
        quoted += String(repeating: "0", count: width - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// What cannot be seen, or not stand in YAML as it is. A table of our own: Unicode's grows with each version, and the
  /// bytes of a lock must not.
  private static func isUnseen(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xE000...0xF8FF, 0xFEFF, 0xFFF0...:
      true
    default: false
    }
  }
}
