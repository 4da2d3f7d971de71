/// The kinds of drift that are looked for, in the order in which they are told.
package enum DriftClass: String, Sendable, Hashable, CaseIterable {
  /// Upstream has newer releases.
  case release
  /// Upstream's default branch has what would stop or break, and is in no release yet.
  case forecast
  /// The locked tag names something else now, or is gone.
  case moved
  /// Generated files were edited, deleted or replaced.
  case deployment
  /// The patch set no longer gives what the lock says.
  case patches
  /// Guarantees of the patch set fail in what the deployment runs.
  case guarantees
  /// Own lines name ports, paths, networks or scripts that moved.
  case references
  /// Variables in `.env` go nowhere, are missing or weak.
  case environment
  /// Compose files run images of another release.
  case images

  /// Those that are looked for unless told otherwise: what is in no release yet takes several upgrades to tell.
  package static let standard: Set<DriftClass> = Set(allCases).subtracting([.forecast])

  /// Those that fail a run unless told otherwise: a new release is news, and no fault.
  package static let failing: Set<DriftClass> = standard.subtracting([.release])

  /// Whether what is new upstream has to be known.
  var needsNews: Bool { [.release, .forecast, .moved].contains(self) }

  /// Whether it is looked for in the deployment.
  var needsDeployment: Bool {
    [.deployment, .guarantees, .references, .environment, .images].contains(self)
  }

  /// Whether the locked release's files are needed.
  var needsFiles: Bool {
    [.patches, .guarantees, .references, .environment, .images].contains(self)
  }
}
