extension ValueKind {
  /// The kind with something made of each value.
  func map<New: Sendable>(
    _ transform: @escaping @Sendable (Value) -> New
  ) -> ValueKind<New> {
    refined { (value) throws(Refusal) in transform(value) }
  }

  /// The kind with something made of each value, which not every one allows.
  ///
  /// - Parameter description: changes what is said of the kind.
  func refined<New: Sendable>(
    _ description: @escaping @Sendable (inout ValueDescription) -> Void = { _ in },
    written: @escaping @Sendable (New) -> String? = { _ in nil },
    _ transform: @escaping @Sendable (Value) throws(Refusal) -> New
  ) -> ValueKind<New> {
    let describe: @Sendable () -> ValueDescription = { [original = self.description] in
      var changed = original()
      description(&changed)
      return changed
    }
    return ValueKind<New>(
      describe, written: written,
      parse: { [parse] (text) throws(Refusal) in try transform(try parse(text)) }
    ) { [read] node, label, reader in
      guard let value = read(node, label, &reader) else { return nil }
      return reader.attempt(node, label, describe) { () throws(Refusal) in
        try transform(value)
      }
    }
  }

  /// A kind with the place of each value.
  package static func placed<Plain: Sendable>(
    _ kind: ValueKind<Plain>
  ) -> ValueKind where Value == Placed<Plain> {
    ValueKind(kind.description, written: { kind.written($0.value) }) { node, label, reader in
      kind.read(node, label, &reader).map { Placed(value: $0, place: reader.place(of: node)) }
    }
  }
}
