/// A value as YAML has it, taken out of its document: to be written below a key or behind a dash of another one.
package struct YAMLSnippet: Sendable {
  /// What stands behind the colon or the dash.
  let head: String
  /// The lines below that, the first without indentation.
  let lines: [String]
  /// What it says.
  package let value: YAMLValue

  /// Takes a value out of a document, with the comments in it.
  ///
  /// - Throws: ``EditingError`` as ``YAMLDocument/value(of:)``.
  package init(_ node: YAMLNode, in document: YAMLDocument) throws(EditingError) {
    let value = try document.value(of: node)
    if let snippet = Self.asWritten(node, in: document), snippet.value == value {
      self = snippet
    } else {
      try self.init(head: FlowText.text(of: node, in: document), lines: [])
    }
  }

  /// Reads a value from what stands behind the colon and the lines below.
  ///
  /// - Throws: ``EditingError``: that is no YAML.
  init(head: String, lines: [String]) throws(EditingError) {
    (self.head, self.lines) = (head, lines)
    let document = try YAMLDocument(
      SourceText(Self.under("value", head, lines).joined(separator: "\n") + "\n"))
    guard let node = document.root["value"], document.root.pairs?.count == 1 else {
      throw EditingError(.malformed, "the value cannot stand below a key")
    }
    value = try document.value(of: node)
  }

  /// A text, in quotes where it needs them.
  package init(_ text: String) throws(EditingError) {
    try self.init(head: YAMLText.quoted(text, inFlow: false), lines: [])
  }

  /// The value with another text in the place of a mark.
  ///
  /// - Throws: ``EditingError``: that would be no YAML.
  package func replacing(_ mark: String, with text: String) throws(EditingError) -> YAMLSnippet {
    guard ([head] + lines).contains(where: { $0.contains(mark) }) else { return self }
    return try YAMLSnippet(
      head: head.replacing(mark, with: text), lines: lines.map { $0.replacing(mark, with: text) })
  }

  /// A text in double quotes.
  package init(quoting text: String) throws(EditingError) {
    try self.init(head: YAMLText.doubleQuoted(text), lines: [])
  }

  /// A text of whole lines, as a block of them where it may be one.
  package init(block text: String) throws(EditingError) {
    var lines = YAMLText.block(text, indentedBy: 2).utf8
      .split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let head = lines.removeFirst()
    try self.init(head: head, lines: lines.map { String($0.dropFirst(2)) })
  }

  /// A list of texts between brackets.
  package init(list texts: [String]) throws(EditingError) {
    try self.init(
      head: "[" + texts.map { YAMLText.quoted($0) }.joined(separator: ", ") + "]", lines: [])
  }

  /// A scalar as it is written.
  package init(written: String) throws(EditingError) {
    try self.init(head: written, lines: [])
  }

  /// The lines of the value below a key, as a manifest has them.
  package func lines(below key: String) -> [String] {
    under(key)
  }

  /// The lines of the value below a key.
  func under(_ key: String) -> [String] {
    Self.under(YAMLText.quoted(key), head, lines)
  }

  /// The lines of the value as an item of a list.
  var item: [String] {
    if head.isEmpty, let first = lines.first {
      return ["- " + first] + lines.dropFirst().map { $0.isEmpty ? "" : "  " + $0 }
    }
    return Self.indented("-", head, lines)
  }

  private static func under(_ key: String, _ head: String, _ lines: [String]) -> [String] {
    indented(key + ":", head, lines)
  }

  private static func indented(_ start: String, _ head: String, _ lines: [String]) -> [String] {
    [head.isEmpty ? start : start + " " + head] + lines.map { $0.isEmpty ? "" : "  " + $0 }
  }

  /// The value in the words of its document; `nil` where they can't stand elsewhere.
  private static func asWritten(_ node: YAMLNode, in document: YAMLDocument) -> YAMLSnippet? {
    let text = document.text
    if node.isNull { return try? YAMLSnippet(head: "", lines: []) }
    if case .scalar(let scalar) = node.content,
      scalar.style == .literal || scalar.style == .folded
    {
      var lines = YAMLText.block(scalar.value, indentedBy: 2).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { String($0) }
      let head = lines.removeFirst()
      return try? YAMLSnippet(head: head, lines: lines.map { String($0.dropFirst(2)) })
    }
    guard node.style == .block else {
      let written = text.string(in: node.contentSpan)
      guard !written.utf8.contains(ASCII.lineFeed) else { return nil }
      return try? YAMLSnippet(head: written, lines: [])
    }
    let column = text.position(at: node.contentSpan.lowerBound).column - 1
    let last = text.lineIndex(at: max(node.span.lowerBound, node.span.upperBound - 1))
    var lines: [String] = []
    for line in text.lineIndex(at: node.contentSpan.lowerBound)...last {
      let content = text.string(in: text.contentRange(ofLine: line))
      guard content.utf8.prefix(column).allSatisfy({ $0 == ASCII.space }) else { return nil }
      lines.append(String(content.dropFirst(column)))
    }
    return try? YAMLSnippet(head: "", lines: lines)
  }
}
