/// An env file such as `.env`: its text and the variables in it, duplicates included.
package struct EnvFile: Sendable {
  /// The source.
  package let text: SourceText
  /// The variables in order, those commented out included.
  package let entries: [EnvEntry]
  /// The bytes of the first line that Compose refuses: neither a variable nor a comment nor a name alone.
  package let refused: Range<Int>?

  /// Reads an env file. Lines that are neither variable nor comment are left alone.
  ///
  /// - Throws: ``EditingError`` with the offset of a quote without end; for UTF-16; beyond 1 MiB.
  package init(_ text: SourceText) throws(EditingError) {
    try Self.check(text)
    self.text = text
    var reader = EnvReader(text)
    try reader.read()
    entries = reader.entries
    refused = reader.refused
  }

  /// Refuses what is no text of an env file, whatever stands in it.
  static func check(_ text: SourceText) throws(EditingError) {
    guard text.bytes.count <= 1 << 20 else {
      throw EditingError(.tooLarge, "an env file has at most 1 MiB", at: 1 << 20)
    }
    if let refusal = TextEncoding.refusal(of: text.bytes) { throw refusal }
  }

  /// The variables of a name, in order.
  package func entries(named name: String) -> [EnvEntry] {
    entries.filter { $0.name == name }
  }

  /// What a reader of the file takes a variable to be: the last one that is not commented out.
  package subscript(name: String) -> EnvEntry? {
    entries.last { $0.name == name && !$0.isCommentedOut }
  }

  /// The parts under a heading, in order.
  package var sections: [EnvSection] {
    let count = text.lineStarts.count
    // Headings are comments; other lines, most of all, needn't be looked at.
    let lines = (0..<count).map { line in
      let content = text.bytes[text.contentRange(ofLine: line)].drop(while: ASCII.isWhitespace)
      return content.first == UInt8(ascii: "#") ? foldingWhitespace(content) : ""
    }
    var heads: [(title: String, start: Int)] = []
    var line = 0
    while line < count {
      var end = line + 1
      if lines[line] == "#" {
        while end < count, lines[end].hasPrefix("# ") { end += 1 }
        if end > line + 1, end < count, lines[end] == "#" {
          heads.append((String(lines[line + 1].dropFirst(2)), text.lineStarts[line]))
          end += 1
        }
      }
      line = end
    }
    let ends = heads.dropFirst().map(\.start) + [text.bytes.count]
    return zip(heads, ends).map { EnvSection(title: $0.title, span: $0.start..<$1) }
  }
}
