extension Upgrade {
  /// What a person asks an upgrade for, besides the places.
  package struct Options: Sendable {
    /// The release, as written; finishing an upgrade does not look at it.
    package var release: String
    /// Whether nothing may be written.
    package var isDryRun: Bool
    /// Whether a commit that is in no release may be upgraded to.
    package var allowsUnreleased: Bool
    /// Whether conflicts are marked in the files, and everything else is written.
    package var marksConflicts: Bool
    /// Writes the message of the commit; with it the result is committed to a branch, and no file touched.
    package var commitMessage: (@Sendable (UpgradeResult) -> String)?
    /// The environment variables that say who commits; see ``Repository/identityVariables``.
    package var identity: [String: String]
    /// Whether the result has each file's change.
    package var wantsDiffs: Bool
    /// Whether the result tells what upstream changed, commits by name.
    package var wantsUpstreamChanges: Bool
    /// Whether the result tells what has to be done before the containers are started.
    package var wantsPreconditions: Bool
    /// Whether the images of an unreleased commit are taken for built already, as they will be with the next release.
    package var isForecast = false
    /// The files of variables that Compose is told of instead of `.env`.
    package var environmentFiles: EnvironmentFiles

    /// Makes options.
    package init(
      release: String = "", isDryRun: Bool = false, allowsUnreleased: Bool = false,
      marksConflicts: Bool = false,
      commitMessage: (@Sendable (UpgradeResult) -> String)? = nil,
      identity: [String: String] = [:], wantsDiffs: Bool = true,
      wantsUpstreamChanges: Bool = true, wantsPreconditions: Bool = true,
      environmentFiles: EnvironmentFiles = EnvironmentFiles()
    ) {
      self.release = release
      self.isDryRun = isDryRun
      self.allowsUnreleased = allowsUnreleased
      self.marksConflicts = marksConflicts
      self.commitMessage = commitMessage
      self.identity = identity
      self.wantsDiffs = wantsDiffs
      self.wantsUpstreamChanges = wantsUpstreamChanges
      self.wantsPreconditions = wantsPreconditions
      self.environmentFiles = environmentFiles
    }
  }
}
