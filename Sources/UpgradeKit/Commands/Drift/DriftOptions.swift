extension Drift {
  /// What a person asks a check for drift for, besides the places.
  package struct Options: Sendable {
    /// What is looked for.
    package var classes: Set<DriftClass>
    /// What of it makes the run fail; the rest is told.
    package var failing: Set<DriftClass>
    /// The file that variables are taken from, for all compose files; `nil` for the one that Compose reads.
    package var environmentFile: String?

    /// Makes options.
    package init(
      classes: Set<DriftClass> = Set(DriftClass.allCases),
      failing: Set<DriftClass> = DriftClass.failing, environmentFile: String? = nil
    ) {
      self.classes = classes
      self.failing = failing
      self.environmentFile = environmentFile
    }
  }
}
