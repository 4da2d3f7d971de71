import Editing

extension ValueKind {
  /// A list of values; may be empty.
  package static func list<Item: Sendable>(
    _ item: ValueKind<Item>
  ) -> ValueKind where Value == [Item] {
    list(item, phrase: "a list, each item", isEmptyAllowed: true)
  }

  /// A list of one or more values.
  static func nonEmptyList<Item: Sendable>(
    _ item: ValueKind<Item>
  ) -> ValueKind where Value == [Item] {
    list(item, phrase: "a list of one or more, each item", isEmptyAllowed: false)
  }

  private static func list<Item: Sendable>(
    _ item: ValueKind<Item>, phrase: String, isEmptyAllowed: Bool
  ) -> ValueKind where Value == [Item] {
    let describe: @Sendable () -> ValueDescription = {
      var description = item.description()
      description.phrase = "\(phrase) \(description.phrase)"
      description.schema = ["type": "array", "items": description.schema]
      if !isEmptyAllowed { description.schema = description.schema.adding(["minItems": 1]) }
      description.isText = false
      return description
    }
    return ValueKind(describe) { node, label, reader in
      guard let nodes = node.items else {
        return reader.attempt(node, label, describe) { () throws(Refusal) in throw .type }
      }
      guard isEmptyAllowed || !nodes.isEmpty else {
        return reader.attempt(node, label, describe) { () throws(Refusal) in
          throw .must("not be empty")
        }
      }
      var values: [Item] = []
      for node in nodes where reader.isPlainYAML(node) {
        if let value = item.read(node, "an item of \(label)", &reader) { values.append(value) }
      }
      return values.count == nodes.count ? values : nil
    }
  }

  /// One value, or a list of one or more.
  package static func oneOrMany<Item: Sendable>(
    _ item: ValueKind<Item>
  ) -> ValueKind where Value == [Item] {
    let many = ValueKind.nonEmptyList(item)
    let describe: @Sendable () -> ValueDescription = {
      var description = item.description()
      description.phrase += ", or a list of such"
      description.schema = ["anyOf": [description.schema, many.description().schema]]
      description.isText = false
      return description
    }
    return ValueKind(describe) { node, label, reader in
      guard node.pairs == nil else {
        return reader.attempt(node, label, describe) { () throws(Refusal) in throw .type }
      }
      guard node.items == nil else { return many.read(node, label, &reader) }
      return item.read(node, label, &reader).map { [$0] }
    }
  }
}

extension ValueKind where Value == [String] {
  /// The kind without lists that have a text twice.
  var distinct: ValueKind {
    refined { (texts) throws(Refusal) in
      var seen: Set<String> = []
      for text in texts where !seen.insert(text).inserted {
        throw Refusal("`\(text)` is named twice")
      }
      return texts
    }
  }
}
