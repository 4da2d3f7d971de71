/// A Go template whose output is HOCON: blocks in braces with settings in them.
package struct BraceDocument: Sendable {
  /// The source.
  package let text: SourceText
  /// The template's actions.
  package let template: GoTemplate
  /// The blocks that have a path, in order of their keys.
  package let blocks: [BraceBlock]
  /// The settings that have a path and are no block, in order.
  package let settings: [BraceSetting]
  /// Whether braces without a name stand around the document.
  let hasOuterBraces: Bool

  /// Reads a document.
  ///
  /// Braces have to be closed in the branch of the template that opens them.
  ///
  /// - Throws: ``EditingError``, with the offset, for what has no end or is closed in another branch than it was
  ///   opened in; beyond 1 MiB and 64 levels.
  package init(_ text: SourceText) throws(EditingError) {
    self.text = text
    template = try GoTemplate(text)
    var reader = BraceReader(template)
    try reader.read()
    hasOuterBraces = reader.hasOuterBraces
    blocks = reader.blocks.sorted { $0.span.lowerBound < $1.span.lowerBound }
    settings = reader.settings.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }
}
