package import GitKit

/// What an operation did to one file.
package struct Effect: Sendable, Hashable {
  /// The file.
  package let file: TreePath
  /// The path that the operation names, where upstream has moved the file since.
  package let movedFrom: TreePath?
  /// The lines that were changed, as they were numbered before, from 1.
  package let changed: [Int]
  /// The lines that were as wanted already.
  package let already: [Int]

  /// Makes an effect.
  package init(file: TreePath, movedFrom: TreePath? = nil, changed: [Int] = [], already: [Int] = [])
  {
    self.file = file
    self.movedFrom = movedFrom
    self.changed = changed
    self.already = already
  }
}

/// What became of an operation at a release.
package enum OperationOutcome: Sendable, Hashable {
  /// Something was changed.
  case applied([Effect])
  /// Everything was as wanted: upstream has it, or an earlier operation brought it.
  case already([Effect])
  /// A person has to decide.
  case conflict

  /// The files concerned.
  package var effects: [Effect] {
    switch self {
    case .applied(let effects), .already(let effects): effects
    case .conflict: []
    }
  }

  /// Whether a file was followed to another path.
  package var hasMoved: Bool { effects.contains { $0.movedFrom != nil } }
}
