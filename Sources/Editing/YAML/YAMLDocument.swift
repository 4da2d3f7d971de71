/// A YAML document: its text and the nodes in it.
///
/// Reading checks all that later steps rely on: keys are unique in their mapping unless a duplicate is allowed, every alias
/// names a node that is complete before it, and nothing is deeper or larger than the limits. Merge keys (`<<`) are kept
/// as plain pairs.
package struct YAMLDocument: Sendable {
  /// How many bytes a document may have.
  static let maximumBytes = 1 << 20
  /// How many collections may stand in one another, aliases followed.
  package static let maximumDepth = 64
  /// How many events libyaml may report; every scalar is one, every collection two.
  static let maximumEvents = 200_000
  /// How many aliases a document may have.
  static let maximumAliases = 10_000

  /// The source.
  package let text: SourceText
  /// The root node; a null scalar for an empty document.
  package let root: YAMLNode
  /// The nodes with an anchor, by its name, in the order of the text; a name may be given again, which holds from
  /// there on.
  package let anchors: [String: [YAMLNode]]
  /// Where the nodes start that an alias refers to.
  private let shared: Set<Int>
  /// The first duplicate key, in a document that was read with duplicates allowed.
  let duplicate: EditingError?

  /// Reads a document with libyaml.
  ///
  /// - Throws: ``EditingError``, with the offset, for anything that is not one well-formed document: also for
  ///   duplicate keys, and beyond the limits (1 MiB, 200,000 events, 64 levels, 10,000 aliases).
  package init(_ text: SourceText) throws(EditingError) {
    try self.init(text, keepingDuplicates: false)
  }

  /// Reads a document in which a mapping may have a key twice, as Compose took it once: both are kept, in their order.
  init(_ text: SourceText, keepingDuplicates keepsDuplicates: Bool) throws(EditingError) {
    let reader = YAMLReader(
      text, input: try YAMLInput(text.bytes), keepingDuplicates: keepsDuplicates)
    let builder = try reader.read()
    self.text = text
    root = builder.root ?? YAMLNode(.scalar(YAMLScalar("")), span: 0..<0)
    anchors = builder.anchors.mapValues { nodes in
      nodes.count > 1 ? nodes.sorted { $0.span.lowerBound < $1.span.lowerBound } : nodes
    }
    shared = builder.shared
    duplicate = builder.duplicate
  }

  /// Whether an alias somewhere refers to the node, so that a change of it shows in more than one place.
  package func isShared(_ node: YAMLNode) -> Bool {
    node.anchor != nil && shared.contains(node.span.lowerBound)
  }

  /// Whether an offset lies inside of a flow collection.
  package func isInFlow(_ offset: Int) -> Bool {
    var node = root
    while node.style == .block {
      let next: YAMLNode?
      if let items = node.items {
        next = items.firstSorted { $0.span.upperBound > offset }
      } else {
        let pair = node.pairs?.firstSorted { $0.span.upperBound > offset }
        next = pair.map { $0.key.span.upperBound > offset ? $0.key : $0.value }
      }
      guard let next, next.span.contains(offset) else { return false }
      node = next
    }
    return node.style == .flow
  }

  /// Whether the text ends, without a line feed, in a block scalar to whose value one would be added.
  package var endsInOpenBlockScalar: Bool {
    var last = root
    while let child = last.items?.last ?? last.pairs?.last?.value { last = child }
    guard case .scalar(let scalar) = last.content, last.span.upperBound == text.bytes.count else {
      return false
    }
    return (scalar.style == .literal || scalar.style == .folded)
      && !YAMLBuilder.blockHeader(of: last.contentSpan, in: text.bytes).contains(UInt8(ascii: "-"))
  }
}
