/// A Go template: its actions, whatever the text around them is.
package struct GoTemplate: Sendable {
  /// The source.
  package let text: SourceText
  /// The actions in order.
  package let actions: [TemplateAction]

  /// Reads a template. An action that Go's own parser refuses is kept, with the reason.
  ///
  /// - Throws: ``EditingError``, with the offset, for an action, a string or a comment in one that has no end; beyond
  ///   1 MiB.
  package init(_ text: SourceText) throws(EditingError) {
    guard text.bytes.count <= 1 << 20 else {
      throw EditingError(.tooLarge, "a template has at most 1 MiB", at: 1 << 20)
    }
    self.text = text
    var actions: [TemplateAction] = []
    var offset = 0
    while let start = Self.nextAction(in: text.bytes, from: offset) {
      let action = try TemplateAction(in: text, at: start)
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
}
