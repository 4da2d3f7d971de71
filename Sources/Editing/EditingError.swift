/// Why a document could not be read or edited, with the place in it.
package struct EditingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of obstacle it is.
  package enum Kind: Sendable, Hashable {
    /// The bytes are not a document of the kind.
    case malformed
    /// The document is beyond a limit: too deep, too large, too many aliases.
    case tooLarge
    /// What should be edited is not there.
    case notFound
    /// What should be edited is there more than once.
    case ambiguous
    /// It is there, in a form that cannot be edited in place.
    case unsupported
  }

  /// What kind of obstacle it is.
  package let kind: Kind
  /// One sentence, without the place.
  package let message: String
  /// The place, in bytes from the start of the document.
  package let offset: Int?

  /// Makes an error.
  package init(_ kind: Kind, _ message: String, at offset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }

  /// The message.
  package var description: String { message }
}
