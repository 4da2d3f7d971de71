/// Why something could not be done with a repository.
package struct GitError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of obstacle it is: what a caller decides by.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// What was asked for is not there.
    case notFound
    /// There is no repository: neither in a folder, nor behind a URL.
    case notARepository
    /// What should be made is there already.
    case alreadyExists
    /// The host is unknown or does not answer, or the connection broke.
    case network
    /// The server took longer than it may.
    case timedOut
    /// The server wants to know who is asking, or does not accept the answer.
    case authenticationRequired
    /// The server's certificate is not trusted.
    case certificate
    /// A person stopped it.
    case cancelled
    /// The repository is damaged.
    case corrupt
    /// The repository belongs to another user of the machine.
    case ownedByAnother
    /// A name in a tree cannot be a file's name, or leads out of the tree.
    case invalidPath
    /// Something is beyond a limit.
    case tooLarge
    /// The file system refused.
    case io
    /// Another process is changing the same thing.
    case locked
    /// A branch or tag is not where it was expected to be.
    case outdated
    /// Git can do it, this module does not.
    case unsupported
    /// A name, an id or a message that git does not take.
    case invalid
    /// Anything else.
    case other
  }

  /// What kind of obstacle it is.
  package let kind: Kind
  /// What was tried, as in "could not …".
  package let operation: String
  /// The cause, and what to do if that is known.
  package let message: String

  /// Makes an error.
  package init(_ kind: Kind, operation: String, message: String) {
    self.kind = kind
    self.operation = operation
    self.message = message
  }

  /// The operation and the cause, in one sentence.
  package var description: String { "could not \(operation): \(message)" }
}
