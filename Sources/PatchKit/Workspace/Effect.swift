public import GitKit

/// What an operation did to one file.
public struct Effect: Sendable, Hashable {
  /// The file.
  public let file: TreePath
  /// The path that the operation names, where upstream has moved the file since.
  public let movedFrom: TreePath?
  /// The lines that were changed, as they were numbered before, from 1.
  public let changed: [Int]
  /// The lines that were as wanted already.
  public let already: [Int]

  /// Makes an effect.
  public init(file: TreePath, movedFrom: TreePath? = nil, changed: [Int] = [], already: [Int] = [])
  {
    self.file = file
    self.movedFrom = movedFrom
    self.changed = changed
    self.already = already
  }
}

/// What became of an operation at a release.
public enum OperationOutcome: Sendable, Hashable {
  /// Something was changed.
  case applied([Effect])
  /// Everything was as wanted: upstream has it, or an earlier operation brought it.
  case already([Effect])
  /// A person has to decide.
  case conflict

  /// The files concerned.
  public var effects: [Effect] {
    switch self {
    case .applied(let effects), .already(let effects): effects
    case .conflict: []
    }
  }

  /// Whether a file was followed to another path.
  public var hasMoved: Bool { effects.contains { $0.movedFrom != nil } }
}
