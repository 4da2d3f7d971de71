/// An operation as a manifest states it.
public struct StatedOperation: Sendable {
  /// The kind's name: `compose.set-volume`.
  public let name: String
  /// The operation.
  public let operation: any Operation
  /// How many places it is to find; `nil` for a kind that makes something.
  public let expectation: Expectation?
  /// Why it is there.
  public let reason: String?
  /// Where its name stands.
  public let place: ManifestPlace
}

/// A guarantee as a manifest states it.
public struct StatedGuarantee: Sendable {
  /// The kind's name: `mount`.
  public let name: String
  /// The guarantee.
  public let guarantee: any Guarantee
  /// Why it is there.
  public let reason: String?
  /// Where its name stands.
  public let place: ManifestPlace
}

/// A condition as a manifest states it.
public struct StatedCondition: Sendable {
  /// The kind's name, which is the key it is recognised by: `contains`.
  public let name: String
  /// The condition.
  public let condition: any Condition
  /// Why the patch relies on it; always there in `assumes`.
  public let because: String?
  /// Where it begins.
  public let place: ManifestPlace
}
