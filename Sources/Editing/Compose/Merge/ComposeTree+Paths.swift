/// Entries of a compose file by the names on the way to them.
extension ComposeTree {
  /// The entry of a name; an item that Compose knows by nothing else is known by its text.
  func entry(_ name: String) -> Entry? {
    byIdentity[name] ?? entries?.first { $0.key == nil && $0.node.string == name }
  }

  /// The entry at a path.
  func entry(at path: [String]) -> Entry? {
    var found: Entry?
    var tree = self
    for name in path {
      guard let entry = tree.entry(name) else { return nil }
      (found, tree) = (entry, entry.tree)
    }
    return found
  }

  /// Whether a list has an item twice.
  func isRepeated(at path: [String]) -> Bool {
    guard let name = path.last else { return false }
    let collection = path.count == 1 ? self : entry(at: path.dropLast())?.tree
    guard let collection, let entry = collection.entry(name) else { return false }
    return collection.isList && collection.byIdentity["\(entry.identity) (2)"] != nil
  }

  /// A path by what the entries on it are known by.
  func identities(of path: [String]) -> [String] {
    var names: [String] = []
    var tree: ComposeTree? = self
    for name in path {
      let entry = tree?.entry(name)
      names.append(entry?.identity ?? name)
      tree = entry?.tree
    }
    return names
  }

  /// Whether another version of it is the same but for one place.
  func differs(from other: ComposeTree, onlyAt place: [String]) -> Bool {
    differences(to: other).allSatisfy { difference in
      difference.place.parts.starts(with: place) || place.starts(with: difference.place.parts)
    }
  }
}
