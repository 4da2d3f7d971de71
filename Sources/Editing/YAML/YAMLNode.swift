/// A node of a YAML document, with its place in the source.
package struct YAMLNode: Sendable, Hashable {
  /// What a node holds.
  package indirect enum Content: Sendable, Hashable {
    case scalar(YAMLScalar)
    case mapping([YAMLPair])
    case sequence([YAMLNode])
    /// A reference to the node with this anchor.
    case alias(String)
  }

  /// How a collection is written.
  package enum Style: Sendable, Hashable {
    case block
    case flow
  }

  /// What the node holds.
  package let content: Content
  /// The bytes of the node: from its first to behind its last, without trailing comments or blank lines.
  package let span: Range<Int>
  /// The bytes of the content alone: ``span`` without the anchor and the tag before it.
  package let contentSpan: Range<Int>
  /// How a collection is written; `nil` for scalars and aliases.
  package let style: Style?
  /// The node's anchor, without `&`.
  package let anchor: String?
  /// The node's explicit tag.
  package let tag: String?

  /// Makes a node.
  package init(
    _ content: Content, span: Range<Int>, contentSpan: Range<Int>? = nil, style: Style? = nil,
    anchor: String? = nil, tag: String? = nil
  ) {
    self.content = content
    self.span = span
    self.contentSpan = contentSpan ?? span
    self.style = style
    self.anchor = anchor
    self.tag = tag
  }
}

/// A scalar: its value after quotes and escapes are resolved, and how it is written.
package struct YAMLScalar: Sendable, Hashable {
  /// How a scalar is written.
  package enum Style: Sendable, Hashable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  /// The value.
  package let value: String
  /// How it is written.
  package let style: Style

  /// Makes a scalar.
  init(_ value: String, style: Style = .plain) {
    self.value = value
    self.style = style
  }

  /// Whether the value is YAML's null: written plain, as nothing, `~` or `null`.
  package var isNull: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(value)
  }
}

/// A key and its value in a mapping.
package struct YAMLPair: Sendable, Hashable {
  /// The key.
  package let key: YAMLNode
  /// The value; a zero-width null scalar behind the colon when there is none.
  package let value: YAMLNode

  /// Makes a pair.
  init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

extension YAMLNode {
  /// The text of a scalar.
  package var string: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.value
  }

  /// The pairs of a mapping.
  package var pairs: [YAMLPair]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The items of a sequence.
  package var items: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// Whether the node is a null scalar; one with a tag of its own (`!!str`) is not.
  package var isNull: Bool {
    guard case .scalar(let scalar) = content, tag == nil || tag == "tag:yaml.org,2002:null" else {
      return false
    }
    return scalar.isNull
  }

  /// The name of the anchor that an alias refers to.
  var aliasName: String? {
    guard case .alias(let name) = content else { return nil }
    return name
  }

  /// The pair of a mapping with a key.
  func pair(_ key: String) -> YAMLPair? {
    pairs?.first { $0.key.string == key }
  }

  /// The value of a mapping's key.
  package subscript(key: String) -> YAMLNode? { pair(key)?.value }
}
