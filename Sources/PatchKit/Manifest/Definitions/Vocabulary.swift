/// The kinds of operations, guarantees and conditions that manifests are read with.
package struct Vocabulary: Sendable {
  /// The kinds of operations.
  package let operations: [any Operation.Type]
  /// The kinds of guarantees.
  package let guarantees: [any Guarantee.Type]
  /// The kinds of conditions.
  package let conditions: [any Condition.Type]

  /// Makes a vocabulary; names are unique within each list.
  package init(
    operations: [any Operation.Type] = [], guarantees: [any Guarantee.Type] = [],
    conditions: [any Condition.Type] = []
  ) {
    self.operations = operations
    self.guarantees = guarantees
    self.conditions = conditions
  }
}
