public import GitKit

/// What a person asks a check for drift for.
public struct DriftRequest: Sendable {
  /// The deployment's folder.
  public var deployment: String
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
  /// What is looked for.
  public var classes: Set<DriftClass>
  /// What of it makes the run fail; the rest is told.
  public var failing: Set<DriftClass>
  /// The file that variables are taken from, for all compose files; `nil` for the one that Compose reads.
  public var environmentFile: String?
  /// How a server is reached, and who is told of the transfer; its flag stops the whole run.
  public var connection: Connection

  /// Makes a request.
  public init(
    deployment: String, patches: String, lock: String, upstream: String? = nil, cache: String,
    isOffline: Bool = false, classes: Set<DriftClass> = Set(DriftClass.allCases),
    failing: Set<DriftClass> = DriftClass.failing, environmentFile: String? = nil,
    connection: Connection = Connection()
  ) {
    self.deployment = deployment
    self.patches = patches
    self.lock = lock
    self.upstream = upstream
    self.cache = cache
    self.isOffline = isOffline
    self.classes = classes
    self.failing = failing
    self.environmentFile = environmentFile
    self.connection = connection
  }

  /// The dry run of an upgrade to a release.
  func upgrade(to release: String) -> UpgradeRequest {
    UpgradeRequest(
      release: release, deployment: deployment, patches: patches, lock: lock, upstream: upstream,
      cache: cache, isOffline: isOffline, isDryRun: true, wantsDiffs: false, connection: connection)
  }
}
