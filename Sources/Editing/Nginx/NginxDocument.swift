/// A Go template whose output is a configuration of nginx: directives that end in a semicolon, blocks in braces.
package struct NginxDocument: Sendable {
  /// The source.
  package let text: SourceText
  /// The template's actions.
  package let template: GoTemplate
  /// The directives and blocks, in order.
  package let statements: [NginxStatement]

  /// Reads a document.
  ///
  /// Braces have to be closed in the branch of the template that opens them.
  ///
  /// - Throws: ``EditingError``, with the offset, for what has no end or is closed in another branch than it was opened
  ///   in; beyond 1 MiB and 64 levels.
  package init(_ text: SourceText) throws(EditingError) {
    self.text = text
    template = try GoTemplate(text)
    var reader = NginxReader(template)
    try reader.read()
    statements = reader.statements.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// Whether a text is nginx's and not HOCON: a line ends in a semicolon that is part of no comment or action.
  package static func isNginx(_ text: SourceText) -> Bool {
    text.lineStarts.indices.contains { line in
      let range = text.trimmingBlanks(text.contentRange(ofLine: line))
      guard let first = range.first, let last = range.last else { return false }
      return text.bytes[last] == ASCII.semicolon && text.bytes[first] != ASCII.hash
        && !text.bytes[range].starts(with: "//".utf8)
    }
  }

  /// The blocks of a path, in order.
  package func blocks(at path: BracePath) -> [NginxStatement] {
    var parents = [-1]
    var found: [NginxStatement] = []
    for name in path.components {
      let words = foldingWhitespace(name.utf8)
      found = statements.filter {
        $0.body != nil && $0.words == words && parents.contains($0.parent)
      }
      parents = found.compactMap { $0.body?.lowerBound }
    }
    return found
  }

  /// What stands directly in a block, or at the top (-1).
  func children(of parent: Int) -> [NginxStatement] {
    statements.filter { $0.parent == parent }
  }
}

/// A directive or a block.
package struct NginxStatement: Sendable, Hashable {
  /// What stands before the semicolon or the brace, every run of blanks as one space: `location = /config.js`.
  package let words: String
  /// The template branches around it, outermost first.
  package let guards: [TemplateGuard]
  /// The bytes, the semicolon or the closing brace included.
  package let span: Range<Int>
  /// The bytes between the braces; `nil` for a directive.
  package let body: Range<Int>?
  /// Where the body of the block around it begins; -1 at the top.
  let parent: Int
}
