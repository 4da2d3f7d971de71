/// A configuration of settings in blocks, HOCON or nginx's, as the statements that it is made of.
package struct SettingsFile: Sendable {
  /// The source.
  package let text: SourceText
  /// Whether it is nginx's.
  package let isNginx: Bool
  /// The settings and blocks, in order.
  package let statements: [SettingsStatement]
  let template: GoTemplate

  /// Reads a file: one with lines that end in a semicolon is nginx's.
  ///
  /// - Throws: ``EditingError`` when it can't be read.
  package init(_ text: SourceText) throws(EditingError) {
    try self.init(text, isNginx: NginxDocument.isNginx(text))
  }

  /// Reads a file of a language.
  init(_ text: SourceText, isNginx: Bool) throws(EditingError) {
    (self.text, self.isNginx) = (text, isNginx)
    if isNginx {
      let document = try NginxDocument(text)
      template = document.template
      statements = Self.statements(of: document)
    } else {
      let document = try BraceDocument(text)
      template = document.template
      statements = Self.statements(of: document)
    }
  }

  private static func statements(of document: NginxDocument) -> [SettingsStatement] {
    var paths: [Int: [String]] = [:]
    return document.statements.map { statement in
      let path = (paths[statement.parent] ?? []) + [statement.words]
      if let body = statement.body { paths[body.lowerBound] = path }
      return SettingsStatement(
        path: path, words: statement.words, assigned: nil, key: nil, guards: statement.guards,
        span: statement.span, body: statement.body, value: nil, parent: statement.parent)
    }
  }

  private static func statements(of document: BraceDocument) -> [SettingsStatement] {
    let depths = Dictionary(
      document.blocks.map { ($0.body.lowerBound, $0.path.components.count) },
      uniquingKeysWith: { $1 })
    func key(_ path: BracePath, _ parent: Int) -> String {
      BracePath(components: Array(path.components.dropFirst(depths[parent] ?? 0))).description
    }
    let bytes = document.text.bytes
    let blocks = document.blocks.map { block in
      SettingsStatement(
        path: block.path.components,
        words: foldingWhitespace(bytes[block.span.lowerBound..<block.body.lowerBound - 1]),
        assigned: nil, key: key(block.path, block.parent), guards: block.guards, span: block.span,
        body: block.body, value: nil, parent: block.parent)
    }
    let settings = document.settings.map { setting in
      SettingsStatement(
        path: setting.path.components, words: foldingWhitespace(bytes[setting.span]),
        assigned: foldingWhitespace(bytes[setting.valueSpan]),
        key: key(setting.path, setting.parent), guards: setting.guards, span: setting.span,
        body: nil, value: setting.valueSpan, parent: setting.parent)
    }
    return (blocks + settings).sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// What stands directly in a block.
  package func children(of container: SettingsContainer) -> [SettingsStatement] {
    statements.filter { $0.parent == container.key }
  }

  /// The blocks of a path, or the whole file.
  ///
  /// - Parameter sign: what has to stand in the block, or in one around it: its text, or its first words.
  package func containers(
    at path: BracePath, having sign: String? = nil
  ) -> [SettingsContainer] {
    let wanted = path.components.map { isNginx ? foldingWhitespace($0.utf8) : $0 }
    let all =
      wanted.isEmpty
      ? [SettingsContainer(block: nil, body: 0..<text.bytes.count)]
      : statements.compactMap { statement in
        statement.body.flatMap {
          statement.path == wanted ? SettingsContainer(block: statement, body: $0) : nil
        }
      }
    guard let sign else { return all }
    return all.filter { has(sign, in: $0) }
  }

  private func has(_ sign: String, in container: SettingsContainer) -> Bool {
    if children(of: container).contains(where: { $0.matches(sign) }) { return true }
    guard let block = container.block, let around = self.container(around: block) else {
      return false
    }
    return has(sign, in: around)
  }

  /// The innermost block that has some bytes, or the file.
  package func container(of bytes: Range<Int>) -> SettingsContainer {
    let blocks = statements.compactMap { statement in
      statement.body.map { SettingsContainer(block: statement, body: $0) }
    }
    let around = blocks.filter {
      $0.body.lowerBound <= bytes.lowerBound && bytes.upperBound <= $0.body.upperBound
    }
    return around.max { $0.body.lowerBound < $1.body.lowerBound }
      ?? SettingsContainer(block: nil, body: 0..<text.bytes.count)
  }

  /// The block that a statement stands in; `nil` at the top.
  package func container(around statement: SettingsStatement) -> SettingsContainer? {
    statements.first { $0.body?.lowerBound == statement.parent }.flatMap { block in
      block.body.map { SettingsContainer(block: block, body: $0) }
    }
  }
}

/// A setting or a block.
package struct SettingsStatement: Sendable, Hashable {
  /// The names from the outermost block to its own.
  package let path: [String]
  /// A setting's text without a semicolon, or what stands before a block's brace, every run of blanks as one space.
  package let words: String
  /// HOCON's value, every run of blanks as one space.
  package let assigned: String?
  /// HOCON's key, from the block around it.
  let key: String?
  /// The template branches around it, outermost first.
  package let guards: [TemplateGuard]
  /// Its bytes.
  package let span: Range<Int>
  /// The bytes between a block's braces.
  package let body: Range<Int>?
  /// The bytes of HOCON's value.
  let value: Range<Int>?
  /// Where the body of the block around it begins; -1 at the top.
  let parent: Int

  /// The name by which it is known in its block: HOCON's key, or nginx's words.
  package var name: String { key ?? words }

  /// Whether a text names it: all of it, its first words, or its key.
  package func matches(_ text: String) -> Bool {
    let text = foldingWhitespace(text.utf8.filter { $0 != ASCII.semicolon })
    return words == text || words.hasPrefix(text + " ") || key == text
  }
}

/// A block that statements stand in, or the whole file.
package struct SettingsContainer: Sendable {
  /// The block; `nil` for the file.
  package let block: SettingsStatement?
  /// The bytes between its braces.
  package let body: Range<Int>

  var key: Int { block == nil ? -1 : body.lowerBound }
}
