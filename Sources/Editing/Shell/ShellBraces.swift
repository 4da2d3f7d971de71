/// What `{a,b}` makes of a word.
extension [ShellWord.Part] {
  /// The words that are made of it, itself when it has no such braces; `nil` for what isn't covered.
  var alternatives: [[ShellWord.Part]]? {
    var words: [[ShellWord.Part]] = [[]]
    for part in self {
      guard case .bare(let text) = part else {
        words = words.map { $0 + [part] }
        continue
      }
      guard let texts = ShellBraces.texts(text), texts.count * words.count <= 256 else {
        return nil
      }
      words = words.flatMap { word in texts.map { $0.isEmpty ? word : word + [.bare($0)] } }
    }
    return words
  }
}

private enum ShellBraces {
  /// The texts that a text in no quotes stands for; `nil` when braces stand in braces, or have a range in them.
  static func texts(_ text: String) -> [String]? {
    var texts = [""]
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let inner = rest[rest.index(after: open)..<close]
      guard !inner.contains("{"), !inner.contains("..") else { return nil }
      let before = String(rest[..<open])
      // Without a comma, braces stand for themselves.
      let choices =
        inner.contains(",")
        ? inner.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        : ["{\(inner)}"]
      guard texts.count * choices.count <= 256 else { return nil }
      texts = texts.flatMap { text in choices.map { text + before + $0 } }
      rest = rest[rest.index(after: close)...]
    }
    return texts.map { $0 + rest }
  }
}
