public import GitKit
public import Reports

/// What a person asks an upgrade for.
public struct UpgradeRequest: Sendable {
  /// The release, as written.
  public var release: String
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
  /// Whether nothing may be written.
  public var isDryRun: Bool
  /// Whether conflicts are marked in the files, and everything else is written.
  public var marksConflicts: Bool
  /// Writes the message of the commit; with it the result is committed to a branch, and no file touched.
  public var commitMessage: (@Sendable (Report) -> String)?
  /// The environment variables that say who commits; see ``Repository/identityVariables``.
  public var identity: [String: String]
  /// Whether the report has each file's change.
  public var wantsDiffs: Bool
  /// Whether the report tells what upstream changed, commits by name.
  public var wantsUpstreamChanges: Bool
  /// How a server is reached, and who is told of the transfer; its flag stops the whole run.
  public var connection: Connection
  /// Is told of each step in the file system before it is made, where the run writes; `nil` for nobody.
  public var observer: (any FileStepObserver)?

  /// Makes a request.
  public init(
    release: String, deployment: String, patches: String, lock: String, upstream: String? = nil,
    cache: String, isOffline: Bool = false, isDryRun: Bool = false, marksConflicts: Bool = false,
    commitMessage: (@Sendable (Report) -> String)? = nil, identity: [String: String] = [:],
    wantsDiffs: Bool = true, wantsUpstreamChanges: Bool = true,
    connection: Connection = Connection(), observer: (any FileStepObserver)? = nil
  ) {
    self.release = release
    self.deployment = deployment
    self.patches = patches
    self.lock = lock
    self.upstream = upstream
    self.cache = cache
    self.isOffline = isOffline
    self.isDryRun = isDryRun
    self.marksConflicts = marksConflicts
    self.commitMessage = commitMessage
    self.identity = identity
    self.wantsDiffs = wantsDiffs
    self.wantsUpstreamChanges = wantsUpstreamChanges
    self.connection = connection
    self.observer = observer
  }
}

/// The parts of a run that a person is told of while it goes on.
public enum UpgradeStage: String, Sendable, CaseIterable {
  case patchSet = "reading the patch set"
  case upstream = "opening upstream"
  case generate = "applying the patch set"
  case compare = "comparing with the deployment"
  case write = "writing"
}
