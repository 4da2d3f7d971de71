import Editing

/// What to hide in an env file: values as Compose reads them, over as many lines as they have.
enum EnvironmentSecrets {
  static func hidden(in bytes: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    let text = SourceText(bytes)
    var hidden: [Range<Int>] = []
    var covered = 0
    let entries = (try? EnvFile(text))?.entries ?? []
    for entry in entries {
      hidden += outside(covered..<entry.span.lowerBound, of: bytes, vocabulary)
      var scanner = SecretScanner(bytes, vocabulary: vocabulary)
      scanner.give(Array(entry.name.utf8)[...], StrictLine.bare(bytes[entry.valueSpan]).indices)
      hidden += scanner.hidden
      covered = max(covered, entry.span.upperBound)
    }
    return hidden + outside(covered..<bytes.count, of: bytes, vocabulary)
  }

  /// Comments, and lines that are part of nothing: also the rest of a value whose quotes are missing.
  private static func outside(
    _ range: Range<Int>, of bytes: [UInt8], _ vocabulary: Vocabulary
  ) -> [Range<Int>] {
    guard !range.isEmpty else { return [] }
    return bytes[range].split(separator: 0x0A).flatMap { StrictLine.hidden(in: $0, vocabulary) }
  }
}
