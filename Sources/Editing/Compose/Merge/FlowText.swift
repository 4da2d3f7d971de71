/// Writes nodes on one line.
enum FlowText {
  /// A node as it can stand between brackets, without anchors: what an alias or a merge key names is written out.
  ///
  /// - Throws: ``EditingError`` as ``YAMLDocument/mergedPairs(of:)``.
  static func text(
    of node: YAMLNode, in document: YAMLDocument
  ) throws(EditingError) -> String {
    let node = document.resolved(node)
    let tag = node.tag.map { $0.hasPrefix("!") ? $0 + " " : "" } ?? ""
    if let items = node.items {
      let texts = try items.map { (item) throws(EditingError) in try text(of: item, in: document) }
      return tag + "[" + texts.joined(separator: ", ") + "]"
    }
    if node.pairs != nil {
      let texts = try document.mergedPairs(of: node).map { (pair) throws(EditingError) in
        try text(of: pair.key, in: document) + ": " + text(of: pair.value, in: document)
      }
      return tag + "{" + texts.joined(separator: ", ") + "}"
    }
    guard case .scalar(let scalar) = node.content else { return "null" }
    let written = document.text.string(in: node.contentSpan)
    switch scalar.style {
    case .plain where scalar.isNull: return tag + "null"
    case .literal, .folded: return tag + YAMLText.doubleQuoted(scalar.value)
    case .plain where written.utf8.contains(where: { ",[]{}".utf8.contains($0) }):
      return tag + YAMLText.quoted(scalar.value)
    default:
      // Quotes may hold line feeds.
      return tag
        + (written.utf8.contains(ASCII.lineFeed) ? YAMLText.doubleQuoted(scalar.value) : written)
    }
  }

  /// Where a comma is between two entries; what stands in comments is none.
  static func comma(in gap: Range<Int>, of text: SourceText) -> Int? {
    var isComment = false
    for offset in gap {
      switch text.bytes[offset] {
      case ASCII.hash: isComment = true
      case ASCII.lineFeed: isComment = false
      case ASCII.comma where !isComment: return offset
      default: break
      }
    }
    return nil
  }
}
