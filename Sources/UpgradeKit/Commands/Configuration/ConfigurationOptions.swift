extension ConfigurationSurvey {
  /// What a person asks about the effective configuration, besides the places.
  package struct Options: Sendable {
    /// Which states are looked at.
    package enum Subject: Sendable, Hashable {
      /// The deployment as it is; without one, the newest release as it is generated.
      case deployment
      /// How an upgrade to a release changes the deployment; without one, the release as it is generated.
      case upgrade(UpstreamReference)
      /// How one release differs from another; `nil` for the deployment, and for the newest.
      case range(from: UpstreamReference?, to: UpstreamReference?)

      /// What has to be there; `nil` for the newest release.
      var wanted: UpstreamReference? {
        switch self {
        case .deployment: nil
        case .upgrade(let name): name
        case .range(_, let last): last
        }
      }
    }

    /// Which states are looked at.
    package var subject: Subject
    /// The services that are wanted; empty for all.
    package var services: Set<String>
    /// Whether values are shown that are no secrets.
    package var showsValues: Bool
    /// Whether what is in the files is wanted.
    package var wantsContents: Bool
    /// The folder that the files are written to, with all values; `nil` for none.
    package var output: String?
    /// The files of variables to take instead of `.env`.
    package var environmentFiles: EnvironmentFiles

    /// Makes options.
    package init(
      subject: Subject = .deployment, services: Set<String> = [], showsValues: Bool = false,
      wantsContents: Bool = false, output: String? = nil,
      environmentFiles: EnvironmentFiles = EnvironmentFiles()
    ) {
      self.subject = subject
      self.services = services
      self.showsValues = showsValues
      self.wantsContents = wantsContents
      self.output = output
      self.environmentFiles = environmentFiles
    }
  }
}
