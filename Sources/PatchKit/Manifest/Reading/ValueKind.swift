import Editing

/// What a value in a manifest may be: how it is read and written, and what schema, reference and messages say of it.
///
/// A kind is one file in `Manifest/Kinds`; one that only a single operation has stands beside the operation.
package struct ValueKind<Value: Sendable>: Sendable {
  /// What is said of it; worked out when somebody asks.
  let description: @Sendable () -> ValueDescription
  /// Reads a node that has no anchor and no tag; `nil`, and at least one finding, when it is no such value.
  ///
  /// The text is what the value is, for headlines: `` `service` ``.
  let read: @Sendable (YAMLNode, String, inout ManifestReader) -> Value?
  /// Reads a text that stands elsewhere, such as a value in `.env`; a kind that is not written as a text refuses it.
  let parse: @Sendable (String) throws(Refusal) -> Value
  /// A value as a manifest has it; `nil` when it goes without saying.
  let written: @Sendable (Value) -> String?

  init(
    _ description: @escaping @Sendable () -> ValueDescription,
    written: @escaping @Sendable (Value) -> String? = { _ in nil },
    parse: @escaping @Sendable (String) throws(Refusal) -> Value = { (_) throws(Refusal) in
      throw .type
    },
    read: @escaping @Sendable (YAMLNode, String, inout ManifestReader) -> Value?
  ) {
    (self.description, self.written, self.parse, self.read) = (description, written, parse, read)
  }

  /// Whether a text that stands elsewhere is a value.
  package func accepts(_ text: String) -> Bool {
    do throws(Refusal) {
      _ = try parse(text)
      return true
    } catch {
      return false
    }
  }
}

/// What schema, reference and messages say of a kind of value.
struct ValueDescription: Sendable {
  /// The kind in a sentence: `a whole number from 1 to 9`.
  var phrase: String
  /// Its JSON Schema.
  var schema: SchemaValue
  /// Whether a value is a text, so that quotes would make one of a number.
  var isText = false
  /// The keys of the mappings that a value holds.
  var keys: [KeyDescription] = []
}

/// A value and where it stands.
@dynamicMemberLookup
package struct Placed<Value: Sendable>: Sendable {
  /// The value.
  package let value: Value
  /// Where it begins.
  package let place: ManifestPlace

  /// A member of the value.
  package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
    value[keyPath: path]
  }
}
