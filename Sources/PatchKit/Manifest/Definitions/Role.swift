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

  /// The type of an item.
  var type: ManifestType {
    switch self {
    case .operation: .operation
    case .guarantee: .guarantee
    case .condition: .condition
    }
  }
}

extension Vocabulary {
  /// The definitions of a role's kinds.
  func definitions(of role: Role) -> [KindDefinition] {
    switch role {
    case .operation: operations.map { $0.definition }
    case .guarantee: guarantees.map { $0.definition }
    case .condition: conditions.map { $0.definition }
    }
  }

  /// The names of a role's kinds.
  func names(of role: Role) -> [String] { definitions(of: role).map(\.name) }
}
