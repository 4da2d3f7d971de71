extension YAMLDocument {
  /// How many nodes may come out of following aliases and merge keys.
  static let maximumExpansion = 100_000
  /// How many bytes of a text count as one node: without aliases, no document's texts come to much.
  static let bytesOfOneNode = 80

  /// The error of an expansion that goes beyond ``maximumExpansion``.
  static func tooMuch(at node: YAMLNode) -> EditingError {
    EditingError(.tooLarge, "aliases bring in too much", at: node.span.lowerBound)
  }

  /// The node that an alias stands for; any other node itself.
  package func resolved(_ node: YAMLNode) -> YAMLNode {
    guard let name = node.aliasName else { return node }
    guard let named = anchors[name] else { return node }
    let later = named.partitioningIndex { $0.span.lowerBound >= node.span.lowerBound }
    return later > 0 ? named[later - 1] : node
  }

  /// The pairs of a mapping with its merge keys followed: its own first, then those that `<<` brings in.
  ///
  /// An alias is resolved; what is not a mapping has no pairs.
  ///
  /// - Throws: ``EditingError`` when a merge key names something else than mappings, or for too much of it.
  package func mergedPairs(of node: YAMLNode) throws(EditingError) -> [YAMLPair] {
    let own = resolved(node).pairs ?? []
    guard own.contains(where: { $0.key.string == "<<" }) else { return own }
    var merge = YAMLMerge(document: self)
    try merge.add(node, depth: 0)
    return merge.pairs
  }
}

/// The pairs of mappings that are merged; the first of a name wins.
private struct YAMLMerge {
  let document: YAMLDocument
  var pairs: [YAMLPair] = []
  private var names: Set<String> = []
  private var visited = 0

  init(document: YAMLDocument) {
    self.document = document
  }

  mutating func add(_ node: YAMLNode, depth: Int) throws(EditingError) {
    let mapping = document.resolved(node)
    guard let own = mapping.pairs else { return }
    visited += own.count + 1
    guard depth <= YAMLDocument.maximumDepth, visited <= YAMLDocument.maximumExpansion else {
      throw EditingError(.tooLarge, "merge keys bring in too much", at: node.span.lowerBound)
    }
    for pair in own where pair.key.string != "<<" {
      guard let name = pair.key.string else {
        pairs.append(pair)
        continue
      }
      if names.insert(name).inserted { pairs.append(pair) }
    }
    for pair in own where pair.key.string == "<<" {
      let source = document.resolved(pair.value)
      for part in source.items ?? [source] {
        guard document.resolved(part).pairs != nil else {
          throw EditingError(
            .malformed, "`<<` merges mappings only", at: pair.value.span.lowerBound)
        }
        try add(part, depth: depth + 1)
      }
    }
  }
}
