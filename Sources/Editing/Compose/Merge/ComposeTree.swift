/// A part of a compose file in the form in which it is merged: entries with identities, and the places of all.
struct ComposeTree {
  /// A key with its value, or an item of a list.
  struct Entry {
    /// What the entry is known by, unique among its neighbours.
    let identity: String
    /// The key; `nil` for an item.
    let key: YAMLNode?
    /// The value, or the item.
    let node: YAMLNode
    /// What it says.
    let tree: ComposeTree
    /// Whether a merge key (`<<`) brings it in from elsewhere.
    var isInherited = false
    /// Whether an item of the same name comes before it: then its identity can't be written into a file.
    var isRepeated = false
    /// What its document calls it, where that is not the identity.
    var otherName: String?
    /// Whether people gave it that name, which is no change of what it says.
    var isNamedByPeople = false

    /// What its document calls it.
    var name: String { otherName ?? identity }

    /// The bytes from the key's or the item's first to its last.
    var span: Range<Int> {
      let start = (key ?? node).span.lowerBound
      return start..<max(start, node.span.upperBound, key?.span.upperBound ?? start)
    }
  }

  let kind: ComposeMergeKind
  /// The node as it stands there: an alias, too.
  let node: YAMLNode
  /// The entries of a collection, inherited ones behind its own; `nil` for what is compared as a whole.
  let entries: [Entry]?
  /// The merge key (`<<`) with what it names.
  let mergePair: YAMLPair?
  /// What it says; the order of entries does not count.
  let value: YAMLValue
  /// Whether an alias refers to it, so that a change shows elsewhere, too.
  let isShared: Bool

  /// Whether it is an alias: what it says stands elsewhere.
  var isAlias: Bool { node.aliasName != nil }

  /// Whether it is a list.
  var isList: Bool { node.items != nil }

  /// Whether it is written between brackets.
  var isFlow: Bool { node.style == .flow }

  /// The entries that stand in it, in their order.
  var own: [Entry] { (entries ?? []).filter { !$0.isInherited } }

  /// The merge key as something that stands in it; it is none of the entries, since it says nothing by itself.
  var mergeKey: Entry? {
    mergePair.map { pair in
      Entry(
        identity: "<<", key: pair.key, node: pair.value,
        tree: ComposeTree(
          kind: .whole, node: pair.value, entries: nil, mergePair: nil, value: .null,
          isShared: false))
    }
  }

  /// The last that stands in it, be it the merge key.
  var last: Entry? {
    guard let mergeKey else { return own.last }
    return own.last.map { $0.span.lowerBound > mergeKey.span.lowerBound ? $0 : mergeKey }
      ?? mergeKey
  }

  /// All that stands in it, in the order of the text, the merge key, too.
  var written: [Entry] {
    guard let mergeKey else { return own }
    return (own + [mergeKey]).sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// Whether it can have entries: it has, or it is empty, or nothing.
  var isCollection: Bool { entries != nil || value == .null }

  /// The entries by what they are known by.
  var byIdentity: [String: Entry] {
    Dictionary(
      (entries ?? []).map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether it has nothing that another has not, so that only deletions tell them apart.
  func onlyLacks(_ other: ComposeTree) -> Bool {
    if value == .null, other.entries != nil { return true }
    guard let entries, other.entries != nil else { return value == other.value }
    let others = other.byIdentity
    return entries.allSatisfy { entry in
      others[entry.identity].map { entry.tree.onlyLacks($0.tree) } ?? false
    }
  }
}
