/// What a document says, without how it is written: for comparing two by meaning.
///
/// Aliases and merge keys are followed. Scalars are texts, so `80` and `"80"` are the same; only null stands apart,
/// since an empty value and an empty text differ in Compose.
package indirect enum YAMLValue: Sendable {
  /// No value.
  case null
  /// The text of any other scalar.
  case string(String)
  /// The items of a sequence.
  case sequence([YAMLValue])
  /// The entries of a mapping, in the order of the document, which does not count when values are compared.
  case mapping([Entry])
  /// A value with a tag that is not one of YAML's own, such as Compose's `!reset`.
  case tagged(String, YAMLValue)

  /// A key and its value.
  package struct Entry: Sendable, Equatable {
    /// The key.
    package var key: String
    /// The value.
    package var value: YAMLValue

    /// Makes an entry.
    package init(_ key: String, _ value: YAMLValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a mapping's key; setting `nil` takes the entry out. What is not a mapping has none.
  package subscript(key: String) -> YAMLValue? {
    get {
      guard case .mapping(let entries) = self else { return nil }
      return entries.first { $0.key == key }?.value
    }
    set {
      guard case .mapping(var entries) = self else { return }
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key, value))
      case (nil, nil): return
      }
      self = .mapping(entries)
    }
  }
}

extension YAMLValue {
  /// The value on one line, by which an item is known that has no name: the same for equal values.
  var inline: String {
    switch self {
    case .null: "null"
    case .string(let text): text
    case .sequence(let items): "[\(items.map(\.inline).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.inline)" }.joined(separator: ", "))}"
    case .tagged(let tag, let value): "\(tag) \(value.inline)"
    }
  }
}

extension YAMLValue: Equatable {
  /// Whether two values say the same; the order of a mapping does not count.
  package static func == (left: YAMLValue, right: YAMLValue) -> Bool {
    switch (left, right) {
    case (.null, .null):
      return true
    case (.string(let one), .string(let other)):
      return one == other
    case (.sequence(let one), .sequence(let other)):
      return one == other
    case (.tagged(let tag, let one), .tagged(let otherTag, let other)):
      return tag == otherTag && one == other
    case (.mapping(let one), .mapping(let other)):
      guard one.count == other.count else { return false }
      // Mostly the order is the same, too.
      if zip(one, other).allSatisfy({ $0.key == $1.key }) { return one == other }
      return one.sorted { $0.key < $1.key } == other.sorted { $0.key < $1.key }
    default:
      return false
    }
  }
}

extension YAMLDocument {
  /// What the document says.
  ///
  /// - Throws: ``EditingError`` when following aliases comes to more than 100,000 nodes or 64 levels, and for keys
  ///   that are not scalars.
  package func value() throws(EditingError) -> YAMLValue {
    try value(of: root)
  }

  /// What a node of the document says.
  ///
  /// - Throws: as ``value()``.
  package func value(of node: YAMLNode) throws(EditingError) -> YAMLValue {
    var budget = Self.maximumExpansion
    return try value(of: node, budget: &budget)
  }

  /// What a node says, for which no more nodes are read than a budget has left.
  func value(of node: YAMLNode, budget: inout Int) throws(EditingError) -> YAMLValue {
    try value(of: node, depth: 0, budget: &budget)
  }

  private func value(
    of node: YAMLNode, depth: Int, budget: inout Int
  ) throws(EditingError) -> YAMLValue {
    budget -= 1
    guard depth <= Self.maximumDepth, budget > 0 else {
      throw Self.tooMuch(at: node)
    }
    let target = resolved(node)
    var value: YAMLValue
    switch target.content {
    case .scalar(let scalar):
      // A long text that many aliases refer to is much, too.
      budget -= scalar.value.utf8.count / Self.bytesOfOneNode
      value = target.isNull ? .null : .string(scalar.value)
    case .sequence(let items):
      var values: [YAMLValue] = []
      values.reserveCapacity(items.count)
      for item in items {
        values.append(try self.value(of: item, depth: depth + 1, budget: &budget))
      }
      value = .sequence(values)
    case .mapping:
      var entries: [YAMLValue.Entry] = []
      for pair in try mergedPairs(of: target) {
        guard let key = resolved(pair.key).string else {
          throw EditingError(.unsupported, "a key must be a text", at: pair.key.span.lowerBound)
        }
        entries.append(
          YAMLValue.Entry(key, try self.value(of: pair.value, depth: depth + 1, budget: &budget)))
      }
      value = .mapping(entries)
    case .alias:
      // An alias resolves to a node with an anchor, which is never an alias.
      value = .null
    }
    if let tag = target.tag, !tag.hasPrefix("tag:yaml.org,2002:"), tag != "!" {
      value = .tagged(tag, value)
    }
    return value
  }
}
