extension Upgrade {
  /// What a person asks an upgrade for, besides the places.
  public struct Options: Sendable {
    /// The release, as written; finishing an upgrade does not look at it.
    public var release: String
    /// Whether nothing may be written.
    public var isDryRun: Bool
    /// Whether conflicts are marked in the files, and everything else is written.
    public var marksConflicts: Bool
    /// Writes the message of the commit; with it the result is committed to a branch, and no file touched.
    public var commitMessage: (@Sendable (UpgradeResult) -> String)?
    /// The environment variables that say who commits; see ``Repository/identityVariables``.
    public var identity: [String: String]
    /// Whether the result has each file's change.
    public var wantsDiffs: Bool
    /// Whether the result tells what upstream changed, commits by name.
    public var wantsUpstreamChanges: Bool

    /// Makes options.
    public init(
      release: String = "", isDryRun: Bool = false, marksConflicts: Bool = false,
      commitMessage: (@Sendable (UpgradeResult) -> String)? = nil,
      identity: [String: String] = [:], wantsDiffs: Bool = true,
      wantsUpstreamChanges: Bool = true
    ) {
      self.release = release
      self.isDryRun = isDryRun
      self.marksConflicts = marksConflicts
      self.commitMessage = commitMessage
      self.identity = identity
      self.wantsDiffs = wantsDiffs
      self.wantsUpstreamChanges = wantsUpstreamChanges
    }
  }
}
