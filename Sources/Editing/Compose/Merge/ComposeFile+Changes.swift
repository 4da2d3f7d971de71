/// A change of a compose file as an edit of one place: what it would take to say it.
package struct ComposeChange: Sendable {
  /// What becomes of a place.
  package enum Kind: Sendable {
    /// It is new, or has another value than the one in `replaces`.
    case set(YAMLSnippet, replaces: YAMLSnippet?)
    /// It goes.
    case removed
  }

  /// The names on the way, as ``ComposeSetting`` takes them.
  package let path: [String]
  /// What becomes of it.
  package let kind: Kind
  /// The lines of a new comment above it, without `#`.
  package let comment: [String]
  /// The entry before it in its collection, when it is new and not the last.
  package let neighbour: ComposeNeighbour?
}

extension ComposeFile {
  /// What was changed in a compose file, place by place, in the order of the new one; layout and order don't count.
  ///
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the two cannot be read, `unsupported` for a change
  ///   that no place has to itself.
  package static func changes(
    from old: SourceText, to new: SourceText
  ) throws(EditingError) -> [ComposeChange] {
    let (old, new) = (try ComposeSide(old), try ComposeSide(new))
    var changes: [ComposeChange] = []
    for difference in old.tree.differences(to: new.tree) {
      let place = difference.place.parts
      switch difference.kind {
      case .removed:
        changes.append(
          ComposeChange(
            path: try old.path(to: place), kind: .removed, comment: [], neighbour: nil))
      case .added, .changed:
        changes.append(try change(at: place, from: old, to: new))
      }
    }
    return changes
  }

  private static func change(
    at place: [String], from old: ComposeSide, to new: ComposeSide
  ) throws(EditingError) -> ComposeChange {
    let path = try new.path(to: place)
    guard let entry = new.tree.entry(at: path) else {
      throw EditingError(.unsupported, "`\(ComposePlace(parts: place).text)` is not one place")
    }
    let before = old.tree.entry(at: path)
    let kind = new.tree.kind(at: path)
    return ComposeChange(
      path: path,
      kind: .set(
        try entry.snippet(in: new.document, kind),
        replaces: try before?.snippet(in: old.document, kind)),
      comment: before == nil ? new.comments(of: entry).map(withoutMark) : [],
      neighbour: before == nil ? new.neighbour(of: entry, at: path) : nil)
  }
}

extension ComposeSide {
  /// A place by the names that a manifest has for what is on the way to it.
  fileprivate func path(to place: [String]) throws(EditingError) -> [String] {
    var names: [String] = []
    var tree = tree
    for identity in place {
      guard let entry = tree.byIdentity[identity], !entry.isRepeated else {
        throw EditingError(.unsupported, "`\(ComposePlace(parts: place).text)` is there twice")
      }
      let isKnownByText = entry.key == nil && tree.kind.identity(of: entry.node) == nil
      guard let name = isKnownByText ? entry.node.string : identity else {
        throw EditingError(
          .unsupported, "`\(ComposePlace(parts: place).text)` has no name",
          at: entry.span.lowerBound)
      }
      names.append(name)
      tree = entry.tree
    }
    return names
  }

  /// The entry before a new one; `nil` for the last, where a new one goes by itself. Without one before it, that behind it.
  fileprivate func neighbour(of entry: ComposeTree.Entry, at path: [String]) -> ComposeNeighbour? {
    let collection = path.count == 1 ? tree : tree.entry(at: path.dropLast())?.tree
    guard let own = collection?.own,
      let index = own.firstIndex(where: { $0.identity == entry.identity })
    else { return nil }
    func name(_ entry: ComposeTree.Entry) -> String? {
      guard !entry.isRepeated, let collection else { return nil }
      let isKnownByText = entry.key == nil && collection.kind.identity(of: entry.node) == nil
      return isKnownByText ? entry.node.string : entry.identity
    }
    if index + 1 == own.count { return nil }
    if index > 0 { return name(own[index - 1]).map { ComposeNeighbour(.after, $0) } }
    return name(own[1]).map { ComposeNeighbour(.before, $0) }
  }
}

extension ComposeTree {
  /// What the entries beside a place are known by.
  fileprivate func kind(at path: [String]) -> ComposeMergeKind {
    path.dropLast().reduce(ComposeMergeKind.root) { $0.under($1) }
  }
}
