/// The kinds of operations, guarantees and conditions that manifests are read with.
public struct Vocabulary: Sendable {
  /// The kinds of operations.
  public let operations: [any Operation.Type]
  /// The kinds of guarantees.
  public let guarantees: [any Guarantee.Type]
  /// The kinds of conditions.
  public let conditions: [any Condition.Type]

  /// Makes a vocabulary; names are unique within each list.
  public init(
    operations: [any Operation.Type] = [], guarantees: [any Guarantee.Type] = [],
    conditions: [any Condition.Type] = []
  ) {
    self.operations = operations
    self.guarantees = guarantees
    self.conditions = conditions
  }
}
