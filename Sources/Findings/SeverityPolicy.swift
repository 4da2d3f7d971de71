/// Decides how grave findings are: by their family, with exceptions by code.
package struct SeverityPolicy: Sendable, Hashable {
  private var exceptions: [FindingCode: Severity]

  /// Makes a policy.
  ///
  /// - Parameter exceptions: what is taken for other than its family: `U2xx` are conflicts, all others errors.
  package init(exceptions: [FindingCode: Severity]) {
    self.exceptions = exceptions
  }

  /// The policy with other severities for some codes.
  package func with(_ severities: [FindingCode: Severity]) -> SeverityPolicy {
    SeverityPolicy(exceptions: exceptions.merging(severities) { $1 })
  }

  /// How grave a finding of this code is.
  package func severity(of code: FindingCode) -> Severity {
    exceptions[code] ?? (code.family == .upgrade ? .conflict : .error)
  }

  /// What the commands go by unless they say otherwise.
  package static let standard = SeverityPolicy(exceptions: [
    .folderNotListed: .note,
    .acceptanceStale: .note,
    .patchHasBlanks: .warning,
    .patchWithoutGuarantees: .warning,
    .variantNotUsed: .warning,
    .operationDoesNothing: .warning,
    .editNotCaptured: .error,
    .editOfPatch: .error,
    .secretInEdit: .error,
    .nothingPending: .error,
    .fileMoved: .note,
    .unsafeTree: .error,
    .releaseTooOld: .warning,
    .deletedLocally: .warning,
    .versionMarkerNotFound: .warning,
    .ownDefault: .note,
    .ownServiceKept: .warning,
    .imagesOfReleaseBefore: .warning,
    .mergedByLines: .note,
    .guaranteeLost: .warning,
    .localReferenceMoved: .warning,
    .interruptedRunRecovered: .note,
    .mirrorRemade: .note,
    .lockDoesNotMatch: .note,
    .variableUnknown: .warning,
    .optionalServiceNotReady: .note,
    .variableNotRead: .warning,
    .variableNotPassed: .warning,
    .variableSetTwice: .warning,
    .referenceNotSet: .warning,
    .oldNameHonoured: .note,
    .environmentNotChecked: .note,
    .templateNotRendered: .warning,
    .valueIgnored: .warning,
    .valueMisread: .warning,
    .valueReadDifferently: .warning,
    .valueNotOfKind: .warning,
    .formerDefault: .warning,
    .notAResolution: .note,
    .resolutionWithoutReason: .warning,
    .resolutionMatchesNothing: .warning,
    .settledByResolution: .note,
    .resolutionRefused: .warning,
    .resolutionOfOtherSides: .note,
    .decisionUnclear: .error,
    .nothingToResolve: .error,
    .historyNotReadable: .warning,
    .releaseDoesNotFit: .conflict,
    .generatedMoved: .conflict,
    .generatedElsewhere: .conflict,
    .unlikeGenerated: .warning,
    .notCarried: .note,
    .generatedNotThere: .note,
    .notInstalled: .note,
    .customisationsMissing: .note,
    .releasesAlike: .note,
    .anotherReleaseCloser: .warning,
    .notLookedInto: .note,
    .newerRelease: .note,
    .upgradeWouldStop: .warning,
    .forecastStop: .warning,
    .forecastNeed: .warning,
    .sinceNewestRelease: .note,
    .lockBehindPatchSet: .note,
    .lockElsewhere: .note,
  ])
}
