/// A node of a YAML document, with its place in the source.
public struct YAMLNode: Sendable, Hashable {
  /// What a node holds.
  public indirect enum Content: Sendable, Hashable {
    case scalar(YAMLScalar)
    case mapping([YAMLPair])
    case sequence([YAMLNode])
    /// A reference to the node with this anchor.
    case alias(String)
  }

  /// How a collection is written.
  public enum Style: Sendable, Hashable {
    case block
    case flow
  }

  /// What the node holds.
  public let content: Content
  /// The bytes of the node: from its first to behind its last, without trailing comments or blank lines.
  public let span: Range<Int>
  /// The bytes of the content alone: ``span`` without the anchor and the tag before it.
  public let contentSpan: Range<Int>
  /// How a collection is written; `nil` for scalars and aliases.
  public let style: Style?
  /// The node's anchor, without `&`.
  public let anchor: String?
  /// The node's explicit tag.
  public let tag: String?

  /// Makes a node.
  public init(
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
public struct YAMLScalar: Sendable, Hashable {
  /// How a scalar is written.
  public enum Style: Sendable, Hashable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  /// The value.
  public let value: String
  /// How it is written.
  public let style: Style

  /// Makes a scalar.
  public init(_ value: String, style: Style = .plain) {
    self.value = value
    self.style = style
  }

  /// Whether the value is YAML's null: written plain, as nothing, `~` or `null`.
  public var isNull: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(value)
  }
}

/// A key and its value in a mapping.
public struct YAMLPair: Sendable, Hashable {
  /// The key.
  public let key: YAMLNode
  /// The value; a zero-width null scalar behind the colon when there is none.
  public let value: YAMLNode

  /// Makes a pair.
  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

extension YAMLNode {
  /// The text of a scalar.
  public var string: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.value
  }

  /// The pairs of a mapping.
  public var pairs: [YAMLPair]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The items of a sequence.
  public var items: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// Whether the node is a null scalar; one with a tag of its own (`!!str`) is not.
  public var isNull: Bool {
    guard case .scalar(let scalar) = content, tag == nil || tag == "tag:yaml.org,2002:null" else {
      return false
    }
    return scalar.isNull
  }

  /// The name of the anchor that an alias refers to.
  public var aliasName: String? {
    guard case .alias(let name) = content else { return nil }
    return name
  }

  /// The pair of a mapping with a key.
  public func pair(_ key: String) -> YAMLPair? {
    pairs?.first { $0.key.string == key }
  }

  /// The value of a mapping's key.
  public subscript(key: String) -> YAMLNode? { pair(key)?.value }
}
