/// Why a document could not be read or edited, with the place in it.
public struct EditingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of obstacle it is.
  public enum Kind: Sendable, Hashable {
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
  public let kind: Kind
  /// One sentence, without the place.
  public let message: String
  /// The place, in bytes from the start of the document.
  public let offset: Int?

  /// Makes an error.
  public init(_ kind: Kind, _ message: String, at offset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }

  /// The message.
  public var description: String { message }
}
