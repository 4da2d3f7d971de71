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

    /// The bytes from the key's or the item's first to its last.
    var span: Range<Int> {
      let start = (key ?? node).span.lowerBound
      return start..<max(start, node.span.upperBound, key?.span.upperBound ?? start)
    }
  }

  let kind: ComposeMergeKind
  let node: YAMLNode
  /// The entries of a collection; `nil` for what is compared as a whole.
  let entries: [Entry]?
  /// What it says; the order of entries does not count.
  let value: YAMLValue
  /// Whether an anchor, an alias or a merge key stands here: a change would show elsewhere, too.
  let isShared: Bool

  /// Reads a part of a document.
  ///
  /// - Throws: ``EditingError`` as ``YAMLDocument/value(of:)``.
  init(_ node: YAMLNode, _ kind: ComposeMergeKind, in document: YAMLDocument) throws(EditingError) {
    self.node = node
    self.kind = kind
    isShared = node.aliasName != nil || document.isShared(node) || node.pair("<<") != nil
    let isWhole = node.tag != nil || isShared
    if !isWhole, let pairs = node.pairs {
      var entries: [Entry] = []
      for pair in pairs {
        guard let name = pair.key.string else {
          throw EditingError(.unsupported, "a key must be a text", at: pair.key.span.lowerBound)
        }
        let tree = try ComposeTree(pair.value, kind.under(name), in: document)
        entries.append(Entry(identity: name, key: pair.key, node: pair.value, tree: tree))
      }
      self.entries = entries
      value = .mapping(entries.map { YAMLValue.Entry($0.identity, $0.tree.value) })
    } else if !isWhole, let items = node.items, !kind.isWhole {
      let entries = try Self.entries(of: items, kind, in: document)
      self.entries = entries
      value = .mapping(entries.map { YAMLValue.Entry($0.identity, $0.tree.value) })
    } else {
      entries = nil
      value = try document.value(of: node)
    }
  }

  private init(leaf node: YAMLNode, _ value: YAMLValue) {
    (self.node, self.value, kind, entries) = (node, value, .whole, nil)
    isShared = node.aliasName != nil
  }

  private static func entries(
    of items: [YAMLNode], _ kind: ComposeMergeKind, in document: YAMLDocument
  ) throws(EditingError) -> [Entry] {
    var entries: [Entry] = []
    var seen: [String: Int] = [:]
    for item in items {
      let value = try document.value(of: item)
      let name = kind.identity(of: document.resolved(item)) ?? "\(value)"
      let count = seen[name, default: 0] + 1
      seen[name] = count
      // The second of a name is another entry.
      let identity = count == 1 ? name : "\(name) (\(count))"
      entries.append(
        Entry(
          identity: identity, key: nil, node: item,
          tree: ComposeTree(leaf: item, kind.meaning(of: value))))
    }
    return entries
  }

  /// Whether it is a list.
  var isList: Bool { node.items != nil }

  /// Whether it is empty, or nothing.
  var isEmpty: Bool { entries?.isEmpty ?? (value == .null) }
}

extension ComposeMergeKind {
  fileprivate var isWhole: Bool {
    if case .whole = self { return true }
    return false
  }

  /// What an item says beside its identity, so that a list and a mapping compare.
  fileprivate func meaning(of item: YAMLValue) -> YAMLValue {
    guard case .string(let text) = item else { return item }
    switch self {
    case .variables:
      guard let sign = text.utf8.firstIndex(of: ASCII.equals) else { return .null }
      return .string(String(text[text.utf8.index(after: sign)...]))
    case .names: return .null
    default: return item
    }
  }
}
