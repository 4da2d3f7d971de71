/// The stable name of a kind of finding: the raw value is what is printed, `U203`, and what `explain` takes.
///
/// What each code means and what to do is in `Findings.md`, how grave it is in ``SeverityPolicy/standard``. A code is never
/// given another meaning, and none is used again for something else.
package enum FindingCode: String, Sendable, Hashable, Codable, CaseIterable {
  // Patch set and manifests.
  case unreadableManifest = "P101"
  case unknownManifestKey = "P102"
  case wrongManifestType = "P103"
  case missingManifestKey = "P104"
  case pathLeavesTree = "P105"
  case duplicateID = "P106"
  case missingPatchFile = "P107"
  case unknownKind = "P108"
  case invalidManifestValue = "P109"
  case patchWithoutFolder = "P110"
  case manifestTooLarge = "P111"
  case newerPatchFormat = "P112"
  case patchListedTwice = "P113"
  case folderNotListed = "P114"
  case variableNotGenerated = "P115"
  case acceptanceStale = "P116"
  case notAResolution = "P120"
  case resolvedTwice = "P121"
  case resolutionHasMarkers = "P122"
  case resolutionWithoutReason = "P123"
  case resolutionMatchesNothing = "P124"

  // Operations, assumptions, guarantees and the deployment.
  case noVariantSuits = "U201"
  case assumptionFails = "U202"
  case wrongNumberOfPlaces = "U203"
  case editedFileMissing = "U204"
  case fileNotReadable = "U205"
  case formNotEditable = "U206"
  case guaranteeNotHeld = "U207"
  case addedFileExists = "U208"
  case diffDoesNotMerge = "U209"
  case fileMoved = "U210"
  case referencedFileMissing = "U211"
  case unsafeTree = "U212"
  case releaseTooOld = "U213"
  case editNotCarried = "U214"
  case editConflict = "U220"
  case deletedLocally = "U221"
  case foreignFileInTheWay = "U222"
  case versionMarkerNotFound = "U224"
  case baseUnavailable = "U225"
  case ownDefault = "U226"
  case mergedByLines = "U227"
  case pendingUpgrade = "U228"
  case unmarkableConflict = "U229"
  case settledByResolution = "U230"
  case resolutionRefused = "U231"
  case resolutionOfOtherSides = "U232"
  case decisionUnclear = "U233"
  case nothingToResolve = "U234"
  case historyNotReadable = "U236"
  case guaranteeLost = "U237"
  case guaranteeWouldBeLost = "U238"
  case composeWouldRefuse = "U239"
  case localReferenceMoved = "U240"
  case startScriptStops = "U241"
  case ownServiceKept = "U242"

  // Drift, and adopting a deployment.
  case newerRelease = "D301"
  case upgradeWouldStop = "D302"
  case lockedTagMoved = "D303"
  case lockedTagGone = "D304"
  case lockedCommitGone = "D305"
  case driftedContent = "D306"
  case driftedAway = "D307"
  case driftedMode = "D308"
  case driftedKind = "D309"
  case interruptedRunFound = "D310"
  case markerOutOfStep = "D311"
  case regeneratedDiffers = "D312"
  case patchSetNoLongerApplies = "D313"
  case lockBehindPatchSet = "D314"
  case imageOutOfStep = "D315"
  case unreadableComposeFile = "D316"
  case nothingLocked = "D317"
  case driftedGuarantee = "D318"
  case releaseDoesNotFit = "D320"
  case generatedMoved = "D321"
  case generatedElsewhere = "D322"
  case unlikeGenerated = "D323"
  case notCarried = "D324"
  case generatedNotThere = "D325"
  case nothingRecognised = "D326"
  case releasesAlike = "D327"
  case anotherReleaseCloser = "D328"
  case ownFileNotThere = "D329"
  case notInstalled = "D330"
  case customisationsMissing = "D331"

  // Environment variables.
  case variableUnknown = "E401"
  case variableRenamed = "E402"
  case requiredVariableMissing = "E403"
  case optionalServiceNotReady = "E404"
  case weakValue = "E405"
  case variableNotRead = "E406"
  case variableNotPassed = "E407"
  case variableWithoutValue = "E408"
  case variableSetTwice = "E409"
  case valueNotReadable = "E410"
  case referenceNotSet = "E411"
  case oldNameHonoured = "E412"
  case environmentFileNotReadable = "E413"
  case composeRefuses = "E414"
  case environmentNotChecked = "E415"
  case templateNotRendered = "E416"
  case serviceNotRun = "E417"
  case valueIgnored = "E418"
  case valueMisread = "E419"
  case valueReadDifferently = "E420"
  case valueNotOfKind = "E421"
  case formerDefault = "E422"
  case neededVariableMissing = "E423"

  // Git and files.
  case unknownRelease = "G501"
  case tagMoved = "G502"
  case upstreamUnreachable = "G503"
  case notARepository = "G504"
  case authenticationNeeded = "G505"
  case repositoryCorrupt = "G506"
  case notInMirror = "G507"
  case certificateNotTrusted = "G508"
  case upstreamTooSlow = "G509"
  case mirrorRemade = "G510"
  case deploymentNotAFolder = "G511"
  case notWritable = "G512"
  case uncommittedChanges = "G513"
  case writeFailed = "G514"
  case anotherRun = "G515"
  case lockUnreadable = "G516"
  case newerLockFormat = "G517"
  case interruptedRunRecovered = "G518"
  case lockDoesNotMatch = "G519"
  case cancelled = "G520"
  case cacheUnusable = "G521"
  case otherOwner = "G522"
  case lockExists = "G523"
  case notLookedInto = "G524"
  case commitNeedsRepository = "G525"
  case branchInUse = "G526"
  case authorUnknown = "G527"
  case lockElsewhere = "G528"
  case tagUnusable = "G529"
  case historyOutOfReach = "G530"
  case reportInTheWay = "G531"
  case notReleased = "G532"
}

extension FindingCode: Comparable {
  /// The order in lists.
  package static func < (left: FindingCode, right: FindingCode) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The name in the table above, `wrongNumberOfPlaces`.
  package var name: String { String(describing: self) }

  /// The code that people mean by its raw value or its name, in capitals or not; `nil` when there is none.
  package init?(named text: String) {
    let wanted = text.lowercased()
    let code = Self.allCases.first {
      $0.rawValue.lowercased() == wanted || $0.name.lowercased() == wanted
    }
    guard let code else { return nil }
    self = code
  }
}
