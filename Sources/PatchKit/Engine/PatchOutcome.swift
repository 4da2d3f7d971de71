package import Findings
import GitKit

/// What became of a patch at a release.
package struct PatchOutcome: Sendable {
  /// The patch.
  package let patch: Patch
  /// The variant that was used; `nil` when none suits the release, or when the patch is for later releases.
  package let variant: Variant?
  /// What became of each operation, in order; those behind a conflict are tried as well.
  package let operations: [OperationResult]
  /// What stands in the way; none when the patch was applied.
  package let conflicts: [Finding]
  /// What else there is to tell: files that were followed to another path.
  package let notes: [Finding]
}

/// What became of an operation.
package struct OperationResult: Sendable {
  /// The operation.
  package let stated: StatedOperation
  /// How it went.
  package let outcome: OperationOutcome
}

/// What became of a guarantee.
package struct GuaranteeResult: Sendable {
  /// The guarantee.
  package let stated: StatedGuarantee
  /// The patch that gives it.
  package let patch: String
  /// What was seen.
  package let check: GuaranteeCheck
}
