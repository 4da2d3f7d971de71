public import Findings
import GitKit

/// What became of a patch at a release.
public struct PatchOutcome: Sendable {
  /// The patch.
  public let patch: Patch
  /// The variant that was used; `nil` when none suits the release, or when the patch is for later releases.
  public let variant: Variant?
  /// What became of each operation, in order; those behind a conflict are tried as well.
  public let operations: [OperationResult]
  /// What stands in the way; none when the patch was applied.
  public let conflicts: [Finding]
  /// What else there is to tell: files that were followed to another path.
  public let notes: [Finding]
}

/// What became of an operation.
public struct OperationResult: Sendable {
  /// The operation.
  public let stated: StatedOperation
  /// How it went.
  public let outcome: OperationOutcome
}

/// What became of a guarantee.
public struct GuaranteeResult: Sendable {
  /// The guarantee.
  public let stated: StatedGuarantee
  /// The patch that gives it.
  public let patch: String
  /// What was seen.
  public let check: GuaranteeCheck
}
