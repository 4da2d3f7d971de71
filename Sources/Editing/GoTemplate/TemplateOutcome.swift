/// What a container's renderer makes of a template.
package enum TemplateOutcome: Sendable, Hashable {
  /// It is rendered.
  case rendered(TemplateOutput)
  /// The renderer ends with an error and writes nothing; with the reason and its place in the template.
  case failed(EditingError)
}

/// A rendered file.
package struct TemplateOutput: Sendable, Hashable {
  /// A part of it.
  package struct Piece: Sendable, Hashable {
    /// The bytes of the template that it is made from.
    package let source: Range<Int>
    /// The text; that of a place which isn't covered, or depends on what isn't known, is unknown.
    package let text: TracedText
  }

  /// The parts in order.
  package let pieces: [Piece]

  /// The whole text.
  package var text: TracedText {
    var result = TracedText("")
    for piece in pieces { result.append(piece.text) }
    return result
  }
}
