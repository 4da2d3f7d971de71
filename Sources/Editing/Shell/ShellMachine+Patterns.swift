extension ShellMachine {
  /// Whether a text is matched by a word's pattern.
  mutating func matches(_ text: TracedText, _ word: ShellWord) throws(EditingError) -> ShellTruth {
    var pattern = ShellPattern()
    var unknown = text.unknown
    for part in word.parts {
      switch part {
      case .bare(let text): pattern.add(Array(text.utf8), isPattern: true)
      case .quoted(let text): pattern.add(Array(text.utf8), isPattern: false)
      case .doubleQuoted, .parameter, .command, .arithmetic:
        let isPattern = if case .doubleQuoted = part { false } else { true }
        let value = try string(of: [part])
        unknown = unknown ?? value.unknown
        pattern.add(value.bytes ?? [], isPattern: isPattern)
      }
    }
    guard let bytes = text.bytes, unknown == nil else { return .unknown(unknown ?? "") }
    try charge(pattern.count * bytes.count / 256)
    return pattern.matches(bytes).map { ShellTruth($0) }
      ?? .unknown(note("the pattern `\(source(word.span))`", at: word.span.lowerBound))
  }
}
