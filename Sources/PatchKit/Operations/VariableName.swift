/// The names that environment variables may have.
enum VariableName {
  /// Whether a text is a name by POSIX: letters, digits and `_`, not beginning with a digit.
  static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
      default: false
      }
    }
  }

  /// Throws for the first name that is not valid, or is there twice.
  static func check(_ names: [String], at place: ManifestPlace) throws(ManifestError) {
    for name in names where !isValid(name) {
      throw ManifestError(
        invalid: "`\(name)` is not a name that an environment variable can have", at: place,
        evidence: ["allowed: letters, digits and `_`, not beginning with a digit"])
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw ManifestError(invalid: "`\(name)` is named twice", at: place)
    }
  }
}
