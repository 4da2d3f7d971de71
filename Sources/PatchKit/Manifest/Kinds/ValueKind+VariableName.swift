extension ValueKind where Value == String {
  /// The name of an environment variable by POSIX: letters, digits and `_`, not beginning with a digit.
  static let variableName = ValueKind(
    text: "the name of a variable",
    schema: ["type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"], shared: "variable",
    written: \.quoted
  ) { (text) throws(Refusal) in
    let isName =
      text.utf8.first.map { !(0x30...0x39).contains($0) } == true
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
      }
    guard isName else {
      throw Refusal(
        "`\(text)` is not a name that an environment variable can have",
        evidence: ["allowed: letters, digits and `_`, not beginning with a digit"])
    }
    return text
  }
}

extension ValueKind where Value == [String: String] {
  /// Values of environment variables by their names.
  package static let variables = ValueKind<[ManifestEntry<String>]>.map(.text).refined {
    (entries) throws(Refusal) in
    for entry in entries { _ = try ValueKind<String>.variableName.parse(entry.name) }
    return Dictionary(entries.map { ($0.name, $0.value) }) { _, last in last }
  }
}
