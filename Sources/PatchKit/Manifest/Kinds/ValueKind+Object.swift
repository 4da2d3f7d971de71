import Editing

extension ValueKind {
  /// A mapping with given keys.
  package static func object(_ mapping: Mapping<Value>) -> ValueKind {
    let describe: @Sendable () -> ValueDescription = {
      ValueDescription(
        phrase: "a mapping", schema: mapping.keys.schema(), keys: mapping.keys)
    }
    return ValueKind(describe) { node, label, reader in
      reader.object(node, mapping, owner: label, at: reader.place(of: node))
    }
  }
}
