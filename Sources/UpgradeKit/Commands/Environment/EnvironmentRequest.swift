public import GitKit
public import PatchKit

/// What a person asks about environment variables.
public struct EnvironmentRequest: Sendable {
  /// Which releases are looked at.
  public enum Releases: Sendable, Hashable {
    /// One alone.
    case one(ReleaseName)
    /// From one to another; `nil` for the locked one, or without a lock the patch set's oldest, and for the newest.
    case range(from: ReleaseName?, to: ReleaseName?)
  }

  /// Which releases are looked at.
  public var releases: Releases
  /// A file of variables to check against the last of them; `nil` for none.
  public var environmentFile: String?
  /// The patch set's folder.
  public var patches: String
  /// The lock's path.
  public var lock: String
  /// Upstream's URL or path; `nil` for the patch set's.
  public var upstream: String?
  /// The folder where mirrors are kept.
  public var cache: String
  /// Whether nothing may be fetched.
  public var isOffline: Bool
  /// How a server is reached, and who is told of the transfer; its flag stops the whole run.
  public var connection: Connection

  /// Makes a request.
  public init(
    releases: Releases, environmentFile: String? = nil, patches: String, lock: String,
    upstream: String? = nil, cache: String, isOffline: Bool = false,
    connection: Connection = Connection()
  ) {
    self.releases = releases
    self.environmentFile = environmentFile
    self.patches = patches
    self.lock = lock
    self.upstream = upstream
    self.cache = cache
    self.isOffline = isOffline
    self.connection = connection
  }
}
