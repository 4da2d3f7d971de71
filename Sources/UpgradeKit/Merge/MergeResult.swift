public import GitKit

/// What a merge of a tree came to.
public struct MergeResult: Sendable {
  /// The merged files, those included that were never generated. Where there is a conflict they have ours.
  public let files: FileTree
  /// What became of each file that was generated, sorted by path.
  public let outcomes: [MergedFile]

  /// What a person has to decide.
  public var conflicts: [MergeConflict] { outcomes.flatMap(\.conflicts) }
  /// What should be known.
  public var notes: [MergeNote] { outcomes.flatMap(\.notes) }
  /// The outcome of the file at a path.
  public subscript(path: TreePath) -> MergedFile? { outcomes.first { $0.path == path } }
}

/// What became of one file.
public struct MergedFile: Sendable {
  /// What a merge does with a file.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// It is as it should be already.
    case unchanged
    /// It was as generated, or not there: theirs is taken as it is.
    case taken
    /// It was as generated, and upstream has it no longer: it goes.
    case removed
    /// It was edited by hand and stays as it is, since nothing is new.
    case kept
    /// It was edited by hand, and upstream's changes come in.
    case merged
    /// It was deleted by hand, and stays so.
    case deletedByHand
    /// A person has to decide.
    case conflict
  }

  /// The file, where it is in the merged tree.
  public let path: TreePath
  /// Where it was in the deployment, when that is somewhere else.
  public let movedFrom: TreePath?
  /// What is done.
  public let verdict: Verdict
  /// The merged file; `nil` when there is none.
  public let file: FileTree.File?
  /// What a person has to decide.
  public let conflicts: [MergeConflict]
  /// What should be known.
  public let notes: [MergeNote]
}
