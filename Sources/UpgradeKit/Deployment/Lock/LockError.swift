package import Editing

/// Why a lock could not be read, with the place.
package struct LockError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of obstacle it is.
  package enum Kind: Sendable, Hashable {
    /// The file is not a lock.
    case malformed
    /// A newer version of the tool wrote it.
    case newerFormat
  }

  /// What kind of obstacle it is.
  package let kind: Kind
  /// The lock's path, as given.
  package let file: String
  /// The line and column; `nil` for the file as a whole.
  package let position: Position?
  /// One sentence, without the place.
  package let message: String
  /// The line's text.
  package let excerpt: String?

  /// The place and the message, as compilers print it.
  package var description: String {
    guard let position else { return "\(file): \(message)" }
    return "\(file):\(position.line):\(position.column): \(message)"
  }
}
