/// The kinds of operations, guarantees and conditions that manifests are read with.
package struct Vocabulary: Sendable {
  /// The kinds of operations.
  package let operations: [Kind<any Operation>]
  /// The kinds of guarantees.
  package let guarantees: [Kind<any Guarantee>]
  /// The kinds of conditions.
  package let conditions: [Kind<any Condition>]

  /// Makes a vocabulary; names are unique within each list.
  package init(
    operations: [Kind<any Operation>] = [], guarantees: [Kind<any Guarantee>] = [],
    conditions: [Kind<any Condition>] = []
  ) {
    self.operations = operations
    self.guarantees = guarantees
    self.conditions = conditions
  }
}

/// What a kind is for: where it may stand in a manifest.
enum Role: CaseIterable {
  case operation
  case guarantee
  case condition

  /// The word for one.
  var word: String {
    switch self {
    case .operation: "operation"
    case .guarantee: "guarantee"
    case .condition: "condition"
    }
  }

  /// The word with its article.
  var phrase: String {
    switch self {
    case .operation: "an operation"
    case .guarantee, .condition: "a \(word)"
    }
  }

  /// The key of the list where it stands.
  var listKey: String {
    switch self {
    case .operation: "operations"
    case .guarantee: "guarantees"
    case .condition: "when"
    }
  }
}

extension Vocabulary {
  /// The names of a role's kinds.
  func names(of role: Role) -> [String] {
    switch role {
    case .operation: operations.map(\.name)
    case .guarantee: guarantees.map(\.name)
    case .condition: conditions.map(\.name)
    }
  }
}
