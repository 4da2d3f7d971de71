/// An operation as a manifest states it.
package struct StatedOperation: Sendable {
  /// The kind's name: `compose.set-volume`.
  package let name: String
  /// The operation.
  package let operation: any Operation
  /// How many places it is to find; `nil` for a kind that makes something.
  package let expectation: Expectation?
  /// Why it is there.
  package let reason: String?
  /// Where its name stands.
  package let place: ManifestPlace
}

/// A guarantee as a manifest states it.
package struct StatedGuarantee: Sendable {
  /// The kind's name: `mount`.
  package let name: String
  /// The guarantee.
  package let guarantee: any Guarantee
  /// Why it is there.
  package let reason: String?
  /// Where its name stands.
  package let place: ManifestPlace
}

/// A condition as a manifest states it.
package struct StatedCondition: Sendable {
  /// The kind's name, which is the key it is recognised by: `contains`.
  package let name: String
  /// The condition.
  package let condition: any Condition
  /// Why the patch relies on it; always there in `assumes`.
  package let because: String?
  /// Where it begins.
  package let place: ManifestPlace
}
