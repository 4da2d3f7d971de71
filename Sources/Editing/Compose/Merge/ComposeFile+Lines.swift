extension ComposeFile {
  /// The lines, from 0, of a part of a compose file by the name that a conflict gives it.
  ///
  /// - Returns: `nil` when the file has no such part, or has it through an alias or a merge key only.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when the file cannot be read.
  package static func lines(
    of node: String, in text: SourceText
  ) throws(EditingError) -> Range<Int>? {
    let side = try ComposeSide(text)
    return entry(node, below: side.tree, at: ComposePlace(parts: [])).map(side.lines)
  }

  private static func entry(
    _ node: String, below tree: ComposeTree, at place: ComposePlace
  ) -> ComposeTree.Entry? {
    for entry in tree.own where !tree.isAlias {
      let place = place.under(entry.identity)
      let name = place.text
      if name == node { return entry }
      guard node.hasPrefix(name) else { continue }
      if let found = self.entry(node, below: entry.tree, at: place) { return found }
    }
    return nil
  }
}
