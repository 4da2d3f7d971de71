package import Editing
package import GitKit

/// What a merge of a tree came to.
package struct MergeResult: Sendable {
  /// The merged files, those included that were never generated. Where there is a conflict they have ours.
  package let files: FileTree
  /// What became of each file that was generated, sorted by path.
  package let outcomes: [MergedFile]

  /// What a person has to decide.
  package var conflicts: [Conflict<[UInt8]>] { outcomes.flatMap(\.conflicts) }
  /// What should be known.
  package var notes: [MergeNote] { outcomes.flatMap(\.notes) }
  /// The outcome of the file at a path.
  package subscript(path: TreePath) -> MergedFile? { outcomes.first { $0.path == path } }
}

/// What became of one file.
package struct MergedFile: Sendable {
  /// What a merge does with a file.
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
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
    case deletedLocally
    /// A person has to decide.
    case conflict
  }

  /// The file as each of the three has it; `nil` for nothing.
  package struct Sides: Sendable {
    /// What was generated last.
    package let base: FileTree.File?
    /// What stands in the deployment.
    package let ours: FileTree.File?
    /// What was generated now.
    package let theirs: FileTree.File?
  }

  /// The file, where it is in the merged tree.
  package let path: TreePath
  /// Where it was in the deployment, when that is somewhere else.
  package let movedFrom: TreePath?
  /// What was merged.
  package let sides: Sides
  /// What is done.
  package let verdict: Verdict
  /// The merged file; `nil` when there is none.
  package let file: FileTree.File?
  /// What a person has to decide.
  package let conflicts: [Conflict<[UInt8]>]
  /// What should be known.
  package let notes: [MergeNote]
}

extension MergedFile {
  /// The same with what became elsewhere of what its conflicts are about.
  ///
  /// - Parameter theirs: all new files.
  func tracing(_ renames: UpstreamRenames, _ theirs: FileTree) -> MergedFile {
    with(file, conflicts.map { renames.tracing($0, in: path, theirs) }, verdict: verdict)
  }

  /// The file with more that should be known.
  func adding(_ others: [MergeNote]) -> MergedFile {
    MergedFile(
      path: path, movedFrom: movedFrom, sides: sides, verdict: verdict, file: file,
      conflicts: conflicts, notes: notes + others)
  }

  /// The file with other content and what is still open in it.
  func with(
    _ file: FileTree.File?, _ conflicts: [Conflict<[UInt8]>], verdict: Verdict
  ) -> MergedFile {
    MergedFile(
      path: path, movedFrom: movedFrom, sides: sides,
      verdict: conflicts.isEmpty ? verdict : .conflict, file: file, conflicts: conflicts,
      notes: notes)
  }
}
