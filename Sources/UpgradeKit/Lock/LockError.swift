public import Editing

/// Why a lock could not be read, with the place.
public struct LockError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of obstacle it is.
  public enum Kind: Sendable, Hashable {
    /// The file is not a lock.
    case malformed
    /// A newer version of the tool wrote it.
    case newerFormat
  }

  /// What kind of obstacle it is.
  public let kind: Kind
  /// The lock's path, as given.
  public let file: String
  /// The line and column; `nil` for the file as a whole.
  public let position: Position?
  /// One sentence, without the place.
  public let message: String
  /// The line's text.
  public let excerpt: String?

  /// The place and the message, as compilers print it.
  public var description: String {
    guard let position else { return "\(file): \(message)" }
    return "\(file):\(position.line):\(position.column): \(message)"
  }
}
