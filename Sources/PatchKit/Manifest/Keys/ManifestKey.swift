/// A key of a mapping together with the Swift type of its value: one definition for decoding, schema and reference.
///
/// A key is required until it is made ``optional`` or is given a default.
package struct ManifestKey<Value: Sendable>: Sendable {
  /// The key as the schema and the reference have it.
  package let field: ManifestField
  /// Gives the value of what was decoded, of `nil` for an absent key; `nil` when it has none.
  let read: @Sendable (ManifestValue?) -> Value?

  init(field: ManifestField, read: @escaping @Sendable (ManifestValue?) -> Value?) {
    self.field = field
    self.read = read
  }

  init(
    _ name: String, _ type: ManifestType, _ summary: String,
    read: @escaping @Sendable (ManifestValue) -> Value?
  ) {
    self.init(field: ManifestField(name, type, summary: summary)) { value in value.flatMap(read) }
  }

  /// The key when it need not be there.
  package var optional: ManifestKey<Value?> {
    ManifestKey<Value?>(field: field.optional(defaultText: nil)) { [read] value in
      value == nil ? .some(nil) : read(value).map { .some($0) }
    }
  }

  /// The key when it need not be there and a value stands in for it.
  ///
  /// - Parameters:
  ///   - value: what holds then.
  ///   - text: the same as written in a manifest, for the reference; `nil` when it goes without saying.
  package func defaulting(to value: Value, written text: String? = nil) -> ManifestKey<Value> {
    ManifestKey(field: field.optional(defaultText: text)) { [read] found in
      found == nil ? value : read(found)
    }
  }
}

extension ManifestField {
  fileprivate func optional(defaultText: String?) -> ManifestField {
    ManifestField(name, type, isRequired: false, defaultText: defaultText, summary: summary)
  }
}
