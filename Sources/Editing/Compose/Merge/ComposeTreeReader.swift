/// Reads a document as a tree to merge.
///
/// Aliases and merge keys are followed; no more nodes are read than ``YAMLDocument/maximumExpansion``.
struct ComposeTreeReader {
  private let document: YAMLDocument
  private var budget = YAMLDocument.maximumExpansion

  /// Makes a reader.
  init(_ document: YAMLDocument) {
    self.document = document
  }

  /// Reads a part of the document.
  ///
  /// - Throws: ``EditingError`` as ``YAMLDocument/value(of:)``.
  mutating func tree(
    _ node: YAMLNode, _ kind: ComposeMergeKind
  ) throws(EditingError) -> ComposeTree {
    try spend(1, at: node)
    let target = document.resolved(node)
    if target.tag == nil, target.pairs != nil {
      let entries = try entries(of: target, kind)
      let value = YAMLValue.mapping(entries.map { YAMLValue.Entry($0.identity, $0.tree.value) })
      if kind.isDefault(value) { return leaf(node, kind, .null) }
      return ComposeTree(
        kind: kind, node: node, entries: entries, mergePair: target.pair("<<"), value: value,
        isShared: document.isShared(node))
    }
    if target.tag == nil, let items = target.items, !kind.isWhole {
      let entries = try entries(of: items, kind)
      let value = YAMLValue.mapping(entries.map { YAMLValue.Entry($0.identity, $0.tree.value) })
      return ComposeTree(
        kind: kind, node: node, entries: entries, mergePair: nil, value: value,
        isShared: document.isShared(node))
    }
    return leaf(node, kind, try document.value(of: node, budget: &budget))
  }

  private func leaf(
    _ node: YAMLNode, _ kind: ComposeMergeKind, _ value: YAMLValue
  ) -> ComposeTree {
    ComposeTree(
      kind: kind, node: node, entries: nil, mergePair: nil, value: value,
      isShared: document.isShared(node))
  }

  private mutating func entries(
    of mapping: YAMLNode, _ kind: ComposeMergeKind
  ) throws(EditingError) -> [ComposeTree.Entry] {
    let pairs = try document.mergedPairs(of: mapping)
    try spend(pairs.count, at: mapping)
    var entries: [ComposeTree.Entry] = []
    entries.reserveCapacity(pairs.count)
    // Its own come first.
    let count = (mapping.pairs ?? []).count { $0.key.string != "<<" }
    var seen: [String: Int] = [:]
    if let duplicate = document.duplicate, mapping.pair("<<") != nil { throw duplicate }
    for (index, pair) in pairs.enumerated() {
      guard let name = pair.key.string else {
        throw EditingError(.unsupported, "a key must be a text", at: pair.key.span.lowerBound)
      }
      let number = document.duplicate == nil ? 1 : seen[name, default: 0] + 1
      seen[name] = number
      entries.append(
        ComposeTree.Entry(
          identity: number == 1 ? name : "\(name) (\(number))", key: pair.key, node: pair.value,
          tree: try tree(pair.value, kind.under(name)), isInherited: index >= count,
          isRepeated: number > 1))
    }
    return entries
  }

  private mutating func entries(
    of items: [YAMLNode], _ kind: ComposeMergeKind
  ) throws(EditingError) -> [ComposeTree.Entry] {
    var entries: [ComposeTree.Entry] = []
    var seen: [String: Int] = [:]
    for item in items {
      let value = try document.value(of: item, budget: &budget)
      let name = kind.identity(of: document.resolved(item)) ?? value.inline
      let count = seen[name, default: 0] + 1
      seen[name] = count
      entries.append(
        ComposeTree.Entry(
          // The second of a name is another entry.
          identity: count == 1 ? name : "\(name) (\(count))", key: nil, node: item,
          tree: leaf(item, .whole, kind.meaning(of: value)), isRepeated: count > 1))
    }
    return entries
  }

  private mutating func spend(_ count: Int, at node: YAMLNode) throws(EditingError) {
    budget -= count
    guard budget > 0 else {
      throw YAMLDocument.tooMuch(at: node)
    }
  }
}
