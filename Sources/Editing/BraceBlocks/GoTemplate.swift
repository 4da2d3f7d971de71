/// The actions of a Go template, whatever the text around them is.
public struct GoTemplate: Sendable {
  /// The source.
  public let text: SourceText
  /// The actions in order.
  public let actions: [TemplateAction]

  /// Finds the actions.
  ///
  /// - Throws: ``EditingError``, with the offset, for an action, a string or a comment in one that has no end; beyond
  ///   1 MiB.
  public init(_ text: SourceText) throws(EditingError) {
    guard text.bytes.count <= 1 << 20 else {
      throw EditingError(.tooLarge, "a template has at most 1 MiB", at: 1 << 20)
    }
    self.text = text
    var actions: [TemplateAction] = []
    var offset = 0
    while let start = Self.nextAction(in: text.bytes, from: offset) {
      let action = try Self.readAction(in: text, at: start)
      actions.append(action)
      offset = action.span.upperBound
    }
    self.actions = actions
  }

  private static func nextAction(in bytes: [UInt8], from offset: Int) -> Int? {
    var index = offset
    while index + 1 < bytes.count {
      if bytes[index] == ASCII.openBrace, bytes[index + 1] == ASCII.openBrace { return index }
      index += 1
    }
    return nil
  }

  private static func readAction(
    in text: SourceText, at start: Int
  ) throws(EditingError) -> TemplateAction {
    let bytes = text.bytes
    func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
    var index = start + 2
    let trimsBefore = byte(index) == ASCII.minus && byte(index + 1).map(ASCII.isWhitespace) == true
    if trimsBefore { index += 2 }
    let contentStart = index
    while let next = byte(index), ASCII.isWhitespace(next) { index += 1 }
    let isComment = byte(index) == ASCII.slash && byte(index + 1) == ASCII.asterisk
    if isComment { index = try endOfComment(in: bytes, from: index + 2, action: start) }
    while let next = byte(index) {
      switch next {
      case ASCII.doubleQuote, ASCII.singleQuote, ASCII.backtick:
        index = try endOfString(in: bytes, from: index)
      case ASCII.closeBrace where byte(index + 1) == ASCII.closeBrace:
        let trimsAfter =
          index - 2 >= contentStart && bytes[index - 1] == ASCII.minus
          && ASCII.isWhitespace(bytes[index - 2])
        let content = contentStart..<(trimsAfter ? index - 1 : index)
        let folded = foldingWhitespace(bytes[content])
        return TemplateAction(
          span: start..<index + 2, text: folded, kind: isComment ? .comment : kind(of: folded),
          trimsBefore: trimsBefore, trimsAfter: trimsAfter, content: content)
      default:
        index += 1
      }
    }
    throw EditingError(.malformed, "the template action has no end", at: start)
  }

  private static func endOfComment(
    in bytes: [UInt8], from offset: Int, action: Int
  ) throws(EditingError) -> Int {
    var index = offset
    while index + 1 < bytes.count {
      if bytes[index] == ASCII.asterisk, bytes[index + 1] == ASCII.slash { return index + 2 }
      index += 1
    }
    throw EditingError(.malformed, "the template comment has no end", at: action)
  }

  private static func endOfString(in bytes: [UInt8], from start: Int) throws(EditingError) -> Int {
    let quote = bytes[start]
    var index = start + 1
    while index < bytes.count, bytes[index] != quote {
      if quote != ASCII.backtick {
        if bytes[index] == ASCII.lineFeed { break }
        if bytes[index] == ASCII.backslash { index += 1 }
      }
      index += 1
    }
    guard index < bytes.count, bytes[index] == quote else {
      throw EditingError(.malformed, "the string in a template action has no end", at: start)
    }
    return index + 1
  }

  private static func kind(of text: String) -> TemplateAction.Kind {
    let word = text.utf8.prefix { ASCII.isLetter($0) }
    switch String(word) {
    case "if", "range", "with", "define", "block": return .open
    case "else": return .otherwise
    case "end": return .end
    default: break
    }
    // `$x := …`, `$x = …`, `$a, $b := …`: the sign stands behind nothing but names.
    guard text.utf8.first == ASCII.dollar, let sign = text.utf8.firstIndex(of: ASCII.equals),
      text.utf8[..<sign].allSatisfy({
        ASCII.isNamePart($0) || [ASCII.dollar, ASCII.comma, ASCII.colon, ASCII.space].contains($0)
      })
    else { return .output }
    return .assignment
  }
}
