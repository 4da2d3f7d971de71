extension FindingCode {
  /// The deployment is at upstream's newest release.
  public static let newerRelease = FindingCode(rawValue: "D301")
  /// An upgrade to the newest release goes through.
  public static let upgradeWouldStop = FindingCode(rawValue: "D302")
  /// The locked tag names what it named when the deployment was generated.
  public static let lockedTagMoved = FindingCode(rawValue: "D303")
  /// Upstream has the locked tag.
  public static let lockedTagGone = FindingCode(rawValue: "D304")
  /// Upstream still has the files that the deployment was generated from.
  public static let lockedCommitGone = FindingCode(rawValue: "D305")
  /// A generated file has the bytes that it was generated with.
  public static let driftedContent = FindingCode(rawValue: "D306")
  /// A generated file is where it was generated.
  public static let driftedAway = FindingCode(rawValue: "D307")
  /// A generated file can be run if, and only if, it was generated so.
  public static let driftedMode = FindingCode(rawValue: "D308")
  /// The name of a generated file is not taken by something else.
  public static let driftedKind = FindingCode(rawValue: "D309")
  /// No upgrade of the deployment is unfinished.
  public static let interruptedRunFound = FindingCode(rawValue: "D310")
  /// Version markers name the locked release.
  public static let markerOutOfStep = FindingCode(rawValue: "D311")
  /// The patch set gives the files that the lock lists.
  public static let regeneratedDiffers = FindingCode(rawValue: "D312")
  /// The patch set can be applied to the locked release.
  public static let patchSetNoLongerApplies = FindingCode(rawValue: "D313")
  /// The lock records the patch set as it is.
  public static let lockBehindPatchSet = FindingCode(rawValue: "D314")
  /// Images of upstream's are those of the locked release.
  public static let imageOutOfStep = FindingCode(rawValue: "D315")
  /// Compose files of the deployment can be read.
  public static let unreadableComposeFile = FindingCode(rawValue: "D316")
  /// There is a lock to compare the deployment with.
  public static let nothingLocked = FindingCode(rawValue: "D317")
}
