/// How to reach a server, and how to be told of the transfer.
///
/// A proxy is taken from git's configuration and from `http_proxy`, `https_proxy` and `no_proxy`.
package struct Connection: Sendable {
  /// What a private mirror wants to see.
  package struct Credentials: Sendable {
    /// The user's name; servers that take tokens want one, and most accept any.
    package let user: String
    /// The token or password; it is sent to the server, and never printed.
    package let token: String

    /// The name for a token whose user is not known.
    static let tokenUser = "x-access-token"

    /// Makes credentials.
    package init(user: String = "x-access-token", token: String) {
      self.user = user
      self.token = token
    }

    /// What may be sent to an address: what stands in it, then the token, which is the password of a user without one.
    static func all(for url: String, _ connection: Connection) -> [Credentials] {
      let given = [connection.credentials].compactMap(\.self)
      guard let text = UpstreamLocation.user(in: url), !text.isEmpty else { return given }
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        .map(UpstreamLocation.decodingPercents)
      if parts.count > 1 { return [Credentials(user: parts[0], token: parts[1])] + given }
      return [Credentials(user: parts[0], token: given.first?.token ?? "")]
    }
  }

  /// What is sent to a server that asks; over ssh the agent's keys are used instead.
  package var credentials: Credentials?
  /// A file of certificates to trust. It counts for the whole process, from the first connection on.
  package var certificateFile: String?
  /// A folder of certificates to trust. It counts for the whole process, from the first connection on.
  var certificateFolder: String?
  /// Set when the transfer should stop.
  package var cancellation: CancellationFlag
  /// How long a server, or another process, may keep this one waiting.
  package var limits: NetworkLimits
  /// Told what a person should know, as it happens, on the calling thread.
  package var notice: (@Sendable (FetchNotice) -> Void)?
  /// Told how far the transfer is; called many times a second, on the calling thread.
  package var progress: (@Sendable (FetchProgress) -> Void)?

  /// Makes a connection's settings.
  package init(
    credentials: Credentials? = nil,
    certificateFile: String? = nil,
    certificateFolder: String? = nil,
    cancellation: CancellationFlag = CancellationFlag(),
    limits: NetworkLimits = .standard,
    notice: (@Sendable (FetchNotice) -> Void)? = nil,
    progress: (@Sendable (FetchProgress) -> Void)? = nil
  ) {
    self.credentials = credentials
    self.certificateFile = certificateFile
    self.certificateFolder = certificateFolder
    self.cancellation = cancellation
    self.limits = limits
    self.notice = notice
    self.progress = progress
  }
}

/// How far a transfer is.
package struct FetchProgress: Sendable, Hashable {
  /// The objects that are to come.
  package let totalObjects: Int
  /// The objects that have come.
  package let receivedObjects: Int
  /// The objects that have been checked and stored.
  package let indexedObjects: Int
  /// The bytes that have come.
  package let receivedBytes: Int

  /// Makes a report.
  package init(
    totalObjects: Int,
    receivedObjects: Int,
    indexedObjects: Int,
    receivedBytes: Int
  ) {
    self.totalObjects = totalObjects
    self.receivedObjects = receivedObjects
    self.indexedObjects = indexedObjects
    self.receivedBytes = receivedBytes
  }
}
