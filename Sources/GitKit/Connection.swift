/// How to reach a server, and how to be told of the transfer.
///
/// A proxy is taken from git's configuration and from `http_proxy`, `https_proxy` and `no_proxy`.
public struct Connection: Sendable {
  /// What a private mirror wants to see.
  public struct Credentials: Sendable {
    /// The user's name; servers that take tokens want one, and most accept any.
    public let user: String
    /// The token or password; it is sent to the server, and never printed.
    public let token: String

    /// Makes credentials.
    public init(user: String = "x-access-token", token: String) {
      self.user = user
      self.token = token
    }
  }

  /// What is sent to a server that asks; over ssh the agent's keys are used instead.
  public var credentials: Credentials?
  /// A file of certificates to trust. It counts for the whole process, from the first connection on.
  public var certificateFile: String?
  /// A folder of certificates to trust. It counts for the whole process, from the first connection on.
  public var certificateFolder: String?
  /// Set when the transfer should stop.
  public var cancellation: CancellationFlag
  /// Told how far the transfer is; called many times a second, on the calling thread.
  public var progress: (@Sendable (FetchProgress) -> Void)?

  /// Makes a connection's settings.
  public init(
    credentials: Credentials? = nil,
    certificateFile: String? = nil,
    certificateFolder: String? = nil,
    cancellation: CancellationFlag = CancellationFlag(),
    progress: (@Sendable (FetchProgress) -> Void)? = nil
  ) {
    self.credentials = credentials
    self.certificateFile = certificateFile
    self.certificateFolder = certificateFolder
    self.cancellation = cancellation
    self.progress = progress
  }
}

/// How far a transfer is.
public struct FetchProgress: Sendable, Hashable {
  /// The objects that are to come.
  public let totalObjects: Int
  /// The objects that have come.
  public let receivedObjects: Int
  /// The objects that have been checked and stored.
  public let indexedObjects: Int
  /// The bytes that have come.
  public let receivedBytes: Int

  /// Makes a report.
  public init(
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
