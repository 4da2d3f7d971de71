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
  /// The entries beside it in its collection, when it is new and not the last; the one before it first.
  package let neighbours: [ComposeNeighbour]

  /// The neighbour that the most of some other files have at this place: where it goes, however they differ.
  package func steadiestNeighbour(in others: [ComposeEntries]) -> ComposeNeighbour? {
    let counts = neighbours.map { neighbour in
      others.count { $0.contains(path.dropLast() + [neighbour.name]) }
    }
    guard let most = counts.max(), let index = counts.firstIndex(of: most) else { return nil }
    return neighbours[index]
  }
}

/// Which places a compose file has.
package struct ComposeEntries {
  private let tree: ComposeTree

  /// Reads a file.
  ///
  /// - Throws: ``EditingError`` when it can't be read.
  package init(_ text: SourceText) throws(EditingError) {
    tree = try ComposeSide(text).tree
  }

  /// Whether a place is there, by the names that ``ComposeSetting`` takes.
  package func contains(_ path: [String]) -> Bool { tree.entry(at: path) != nil }
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
            path: try old.path(to: place), kind: .removed, comment: [], neighbours: []))
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
      neighbours: before == nil ? new.neighbours(of: entry, at: path) : [])
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

  /// The entries before and behind a new one; none for the last, where a new one goes by itself.
  fileprivate func neighbours(of entry: ComposeTree.Entry, at path: [String]) -> [ComposeNeighbour]
  {
    let collection = path.count == 1 ? tree : tree.entry(at: path.dropLast())?.tree
    guard let collection,
      let index = collection.own.firstIndex(where: { $0.identity == entry.identity }),
      index + 1 < collection.own.count
    else { return [] }
    func neighbour(_ side: ComposeNeighbour.Side, _ index: Int) -> ComposeNeighbour? {
      guard collection.own.indices.contains(index), !collection.own[index].isRepeated else {
        return nil
      }
      let entry = collection.own[index]
      let isKnownByText = entry.key == nil && collection.kind.identity(of: entry.node) == nil
      return (isKnownByText ? entry.node.string : entry.identity).map { ComposeNeighbour(side, $0) }
    }
    return [neighbour(.after, index - 1), neighbour(.before, index + 1)].compactMap(\.self)
  }
}

extension ComposeTree {
  /// What the entries beside a place are known by.
  fileprivate func kind(at path: [String]) -> ComposeMergeKind {
    path.dropLast().reduce(ComposeMergeKind.root) { $0.under($1) }
  }
}
