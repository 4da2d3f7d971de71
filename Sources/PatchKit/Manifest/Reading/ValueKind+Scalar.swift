import Editing

extension ValueKind {
  /// A kind whose values are written as one scalar, whatever YAML takes it for.
  init(
    scalar description: @autoclosure @escaping @Sendable () -> ValueDescription,
    written: @escaping @Sendable (Value) -> String? = { _ in nil },
    parse: @escaping @Sendable (String) throws(Refusal) -> Value = { (_) throws(Refusal) in
      throw .type
    },
    read: @escaping @Sendable (YAMLScalar) throws(Refusal) -> Value
  ) {
    self.init(description, written: written, parse: parse) { node, label, reader in
      reader.attempt(node, label, description) { () throws(Refusal) in
        guard case .scalar(let scalar) = node.content else { throw Refusal.type }
        return try read(scalar)
      }
    }
  }

  /// A kind whose values are written as a text.
  ///
  /// - Parameter shared: the name that schemas refer to it by; `nil` to have it stand where it is used.
  init(
    text phrase: String, schema: SchemaValue, shared: String? = nil,
    written: @escaping @Sendable (Value) -> String? = { _ in nil },
    parse: @escaping @Sendable (String) throws(Refusal) -> Value
  ) {
    self.init(
      scalar: ValueDescription(
        phrase: phrase, schema: shared.map { .shared($0, schema) } ?? schema, isText: true),
      written: written, parse: parse
    ) { (scalar) throws(Refusal) in
      guard case .text = scalar.kind else { throw Refusal.type }
      return try parse(scalar.value)
    }
  }
}

extension ValueKind where Value == String {
  /// A kind whose values are texts that a regular expression matches as a whole, the same for schema and reading.
  init(
    text phrase: String, matching expression: String, shared: String? = nil,
    otherwise refusal: Refusal = .form()
  ) {
    let pattern = try? Pattern(expression)
    self.init(
      text: phrase, schema: ["type": "string", "pattern": .string(expression)], shared: shared,
      written: { $0 }
    ) { (text) throws(Refusal) in
      let bytes = Array(text.utf8)
      guard pattern?.firstMatch(in: bytes)?.range == bytes.indices else { throw refusal }
      return text
    }
  }
}
