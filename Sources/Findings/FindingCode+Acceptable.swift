extension FindingCode {
  /// Whether people can decide to live with such a finding: it says something of a deployment, and stops nothing that has
  /// to be settled in another way.
  package var isAcceptable: Bool {
    switch family {
    case .drift, .environment: !Self.unacceptable.contains(self)
    case .upgrade: Self.acceptableOfUpgrades.contains(self)
    case .patchSet, .gitAndFiles, nil: false
    }
  }

  /// Findings of drift and of variables that say that something could not be looked at, or that stop an adoption.
  private static let unacceptable: Set<FindingCode> = [
    .lockedCommitGone, .interruptedRunFound, .nothingLocked, .releaseDoesNotFit, .generatedMoved,
    .generatedElsewhere, .nothingRecognised, .ownFileNotThere, .environmentFileNotReadable,
    .serviceNotRun, .environmentNotEditable,
  ]

  /// What an upgrade finds out about a deployment, as opposed to what it can't do.
  private static let acceptableOfUpgrades: Set<FindingCode> = [
    .deletedLocally, .versionMarkerNotFound, .mergedByLines, .guaranteeLost,
    .guaranteeWouldBeLost, .composeWouldRefuse, .localReferenceMoved, .startScriptStops,
    .ownServiceKept,
  ]
}
