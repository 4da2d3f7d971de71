/// An action of a Go template: `{{ … }}`, with its place in the source.
package struct TemplateAction: Sendable, Hashable {
  /// What an action does to the flow of the template.
  package enum Kind: Sendable, Hashable {
    /// `if`, `range`, `with`, `define` or `block`: has an `end`.
    case open
    /// `else`, `else if …`, `else with …`.
    case otherwise
    case end
    /// A comment.
    case comment
    /// An assignment or declaration: puts nothing out.
    case assignment
    /// Anything else: puts a value out.
    case output
  }

  /// The bytes, delimiters included.
  package let span: Range<Int>
  /// The bytes between the delimiters, without trim markers.
  private let content: ArraySlice<UInt8>
  /// What it does to the flow of the template.
  package let kind: Kind
  /// Whether it removes the whitespace before it: `{{-`.
  let trimsBefore: Bool
  /// Whether it removes the whitespace behind it: `-}}`.
  let trimsAfter: Bool
  /// What it says.
  package let statement: TemplateStatement

  /// The text between the delimiters, without trim markers, whitespace folded.
  var text: String { foldingWhitespace(content) }
}

extension TemplateAction {
  /// Reads the action that begins at an offset.
  ///
  /// - Throws: ``EditingError`` for an action, a string or a comment in it that has no end.
  init(in text: SourceText, at start: Int) throws(EditingError) {
    let bytes = text.bytes
    var lexer = TemplateLexer(bytes: bytes, index: start + 2)
    let trimsBefore =
      bytes[lexer.index...].first == ASCII.minus
      && bytes[(lexer.index + 1)...].first.map(ASCII.isWhitespace) == true
    if trimsBefore { lexer.index += 2 }
    let contentStart = lexer.index
    lexer.skipSpace()
    let isComment = bytes[lexer.index...].starts(with: [ASCII.slash, ASCII.asterisk])
    // Go takes a comment only when it touches the delimiters, or the one space of a trim marker.
    var touches = lexer.index == contentStart
    if isComment {
      try Self.skipComment(&lexer, from: start)
      let commentEnd = lexer.index
      lexer.skipSpace()
      touches =
        touches && lexer.close.map { lexer.index == commentEnd + ($0.trims ? 1 : 0) } == true
    }
    var tokens: [TemplateToken] = []
    tokens.reserveCapacity(12)
    while true {
      lexer.skipSpace()
      guard lexer.index < bytes.count else {
        throw EditingError(.malformed, "the template action has no end", at: start)
      }
      if let close = lexer.close {
        let content = contentStart..<max(contentStart, lexer.index)
        var parser = TemplateParser(tokens, end: lexer.index)
        let statement =
          !isComment
          ? parser.statement()
          : touches
            ? .comment
            : .unreadable(
              EditingError(
                .malformed, "the template comment does not touch its delimiters", at: start), nil)
        self.init(
          span: start..<lexer.index + close.length, content: bytes[content],
          kind: isComment ? .comment : Self.kind(of: statement, tokens.first),
          trimsBefore: trimsBefore, trimsAfter: close.trims, statement: statement)
        return
      }
      tokens.append(try lexer.next())
    }
  }

  private static func skipComment(
    _ lexer: inout TemplateLexer, from start: Int
  ) throws(EditingError) {
    var index = lexer.index + 2
    while index + 1 < lexer.bytes.count {
      if lexer.bytes[index] == ASCII.asterisk, lexer.bytes[index + 1] == ASCII.slash {
        lexer.index = index + 2
        return
      }
      index += 1
    }
    throw EditingError(.malformed, "the template comment has no end", at: start)
  }

  /// - Parameter first: the first token, by which an action goes that cannot be read.
  private static func kind(of statement: TemplateStatement, _ first: TemplateToken?) -> Kind {
    switch statement {
    case .condition, .range, .with, .define, .block: return .open
    case .otherwise: return .otherwise
    case .end: return .end
    case .comment: return .comment
    case .pipeline(let pipeline): return pipeline.variables.isEmpty ? .output : .assignment
    case .template, .interruption: return .output
    case .unreadable: break
    }
    switch first?.kind {
    case .name("if"), .name("range"), .name("with"), .name("define"), .name("block"): return .open
    case .name("else"): return .otherwise
    case .name("end"): return .end
    default: return .output
    }
  }
}
