extension EnvironmentSurvey {
  /// What a person asks about environment variables, besides the places.
  package struct Options: Sendable {
    /// Which releases are looked at.
    package enum Releases: Sendable, Hashable {
      /// One alone.
      case one(UpstreamReference)
      /// From one to another; `nil` for the locked one, or without a lock the patch set's oldest, and for the newest.
      case range(from: UpstreamReference?, to: UpstreamReference?)

      /// What has to be there; `nil` for the newest release.
      var wanted: UpstreamReference? {
        switch self {
        case .one(let name): name
        case .range(_, let last): last
        }
      }
    }

    /// Which releases are looked at.
    package var releases: Releases
    /// The files of variables to check against the last of them.
    package var environmentFiles: EnvironmentFiles
    /// What is done with what is found in them besides telling it.
    package var editing: Editing

    /// What is done with files of variables.
    package enum Editing: Sendable, Hashable {
      /// Nothing.
      case no
      /// What would be edited is told.
      case dryRun
      /// They are edited.
      case write
    }

    /// Makes options.
    package init(
      releases: Releases, environmentFiles: EnvironmentFiles = EnvironmentFiles(),
      editing: Editing = .no
    ) {
      self.releases = releases
      self.environmentFiles = environmentFiles
      self.editing = editing
    }
  }
}
