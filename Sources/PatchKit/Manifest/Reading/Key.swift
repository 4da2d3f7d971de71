import Editing

/// A key of a mapping: how it is read, and what schema, reference and messages say of it.
///
/// A key is required unless it is made ``optional`` or is given a default.
package struct Key<Value: Sendable>: Sendable {
  /// What is said of it.
  package let description: KeyDescription
  /// Reads the key's value, of `nil` for an absent key; `nil`, and a finding, when it cannot be used.
  let read: @Sendable (YAMLNode?, inout ManifestReader) -> Value?
  /// The key with a value as a manifest has them; `nil` when nothing is written.
  let written: @Sendable (Value) -> String?

  /// Makes a key that has to be there.
  package init(_ name: String, _ kind: ValueKind<Value>, _ summary: String) {
    description = KeyDescription(
      name: name, summary: summary, isRequired: true, defaultText: { nil }, value: kind.description)
    read = { node, reader in
      guard let node, reader.isPlainYAML(node) else { return nil }
      return kind.read(node, "`\(name)`", &reader)
    }
    written = { value in kind.written(value).map { "\(name): \($0)" } }
  }

  /// Makes a key that need not be there.
  package init<Wrapped: Sendable>(
    _ name: String, optional kind: ValueKind<Wrapped>, _ summary: String
  ) where Value == Wrapped? {
    self = Key<Wrapped>(name, kind, summary).optional
  }

  /// Makes a key that need not be there and a value that stands in for it.
  package init(
    _ name: String, _ kind: ValueKind<Value>, default value: Value, _ summary: String
  ) {
    let key = Key(name, kind, summary)
    self.init(key.description.optional { kind.written(value) }, written: key.written) {
      node, reader in
      node == nil ? value : key.read(node, &reader)
    }
  }

  private init(
    _ description: KeyDescription, written: @escaping @Sendable (Value) -> String?,
    read: @escaping @Sendable (YAMLNode?, inout ManifestReader) -> Value?
  ) {
    (self.description, self.written, self.read) = (description, written, read)
  }

  /// The key's name.
  var name: String { description.name }

  /// The key when it need not be there.
  var optional: Key<Value?> {
    Key<Value?>(description.optional { nil }, written: { [written] in $0.flatMap(written) }) {
      [read] node, reader in
      node == nil ? .some(nil) : read(node, &reader).map { .some($0) }
    }
  }
}

/// What schema, reference and messages say of a key.
package struct KeyDescription: Sendable {
  /// The key.
  package let name: String
  /// What the key is for: a sentence or two.
  let summary: String
  /// Whether the key has to be there.
  package let isRequired: Bool
  /// The default as a manifest has it.
  let defaultText: @Sendable () -> String?
  /// What its value may be.
  let value: @Sendable () -> ValueDescription

  /// The summary, with the default.
  var help: String { defaultText().map { "\(summary) Default: `\($0)`." } ?? summary }

  /// The key when it need not be there and a default, as a manifest has it, stands in for it.
  func defaulting(to text: String) -> KeyDescription { optional { text } }

  fileprivate func optional(_ text: @escaping @Sendable () -> String?) -> KeyDescription {
    KeyDescription(
      name: name, summary: summary, isRequired: false, defaultText: text, value: value)
  }
}
