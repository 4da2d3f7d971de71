/// Finds the parts of a compose file by the names that conflicts give them. The file is read once, and each collection
/// that parts are looked for in is looked through once.
package final class ComposeParts {
  private let side: ComposeSide
  /// By the names of the collections.
  private var collections: [String: Collection] = [:]

  /// The entries of a collection.
  private struct Collection {
    typealias Member = (position: Int, entry: ComposeTree.Entry, place: ComposePlace)

    /// By what their names have behind the collection's.
    var members: [String: [Member]] = [:]
    /// The lengths of those, in bytes.
    var lengths: Set<Int> = []
  }

  /// Reads a compose file.
  ///
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when the file cannot be read.
  package init(_ text: SourceText) throws(EditingError) {
    side = try ComposeSide(text)
  }

  /// The lines, from 0, of a part; `nil` when the file has no such part, or has it through an alias or a merge key only.
  package func lines(of node: String) -> Range<Int>? {
    entry(node, below: side.tree, at: ComposePlace(parts: [])).map(side.lines)
  }

  private func entry(
    _ node: String, below tree: ComposeTree, at place: ComposePlace
  ) -> ComposeTree.Entry? {
    guard !tree.isAlias else { return nil }
    let name = place.text
    let rest = node.utf8.dropFirst(name.utf8.count)
    let collection = collection(tree, at: place, name)
    let found = collection.lengths.filter { $0 <= rest.count }.flatMap { length in
      collection.members[String(Substring(rest.prefix(length)))] ?? []
    }
    for (_, entry, place) in found.sorted(by: { $0.position < $1.position }) {
      if place.text == node { return entry }
      if let part = self.entry(node, below: entry.tree, at: place) { return part }
    }
    return nil
  }

  private func collection(
    _ tree: ComposeTree, at place: ComposePlace, _ name: String
  ) -> Collection {
    if let known = collections[name] { return known }
    var collection = Collection()
    for (position, entry) in tree.own.enumerated() {
      let place = place.under(entry.identity)
      let own = String(Substring(place.text.utf8.dropFirst(name.utf8.count)))
      collection.members[own, default: []].append((position, entry, place))
      collection.lengths.insert(own.utf8.count)
    }
    collections[name] = collection
    return collection
  }
}
