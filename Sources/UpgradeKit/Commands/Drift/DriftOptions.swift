extension Drift {
  /// What a person asks a check for drift for, besides the places.
  package struct Options: Sendable {
    /// What is looked for.
    package var classes: Set<DriftClass>
    /// What of it makes the run fail; the rest is told.
    package var failing: Set<DriftClass>
    /// The files that variables are taken from, for all compose files.
    package var environmentFiles: EnvironmentFiles

    /// Makes options.
    package init(
      classes: Set<DriftClass> = DriftClass.standard,
      failing: Set<DriftClass> = DriftClass.failing,
      environmentFiles: EnvironmentFiles = EnvironmentFiles()
    ) {
      self.classes = classes
      self.failing = failing
      self.environmentFiles = environmentFiles
    }
  }
}
