import Editing

/// A value by a name that the manifest's author chose.
package struct ManifestEntry<Value: Sendable>: Sendable {
  /// The name.
  package let name: String
  /// The value.
  package let value: Value
}

extension ValueKind {
  /// Values by names that are free to choose, in the order of the manifest.
  package static func map<Item: Sendable>(
    _ item: ValueKind<Item>
  ) -> ValueKind where Value == [ManifestEntry<Item>] {
    let describe: @Sendable () -> ValueDescription = {
      var description = item.description()
      description.phrase = "a mapping of names, each to \(description.phrase)"
      description.schema = ["type": "object", "additionalProperties": description.schema]
      description.isText = false
      return description
    }
    return ValueKind(describe, written: { $0.isEmpty ? "{}" : nil }) { node, label, reader in
      guard let pairs = node.pairs else {
        return reader.attempt(node, label, describe) { () throws(Refusal) in throw .type }
      }
      var entries: [ManifestEntry<Item>] = []
      for pair in pairs {
        guard let name = reader.key(of: pair, in: label), reader.isPlainYAML(pair.value),
          let value = item.read(pair.value, "`\(name)` in \(label)", &reader)
        else { continue }
        entries.append(ManifestEntry(name: name, value: value))
      }
      return entries.count == pairs.count ? entries : nil
    }
  }
}
