import Editing
import GitKit

/// The merge of one file, by which sides have it.
struct FileMerge {
  private let path: TreePath
  private let sides: MergedFile.Sides
  private let context: MergeContext

  init(_ path: TreePath, _ sides: MergedFile.Sides, _ context: MergeContext) {
    (self.path, self.sides, self.context) = (path, sides, context)
  }

  func outcome(
    _ verdict: MergedFile.Verdict, _ file: FileTree.File?, conflicts: [Conflict<[UInt8]>] = [],
    notes: [MergeNote] = []
  ) -> MergedFile {
    MergedFile(
      path: path, movedFrom: nil, sides: sides, verdict: conflicts.isEmpty ? verdict : .conflict,
      file: file, conflicts: conflicts, notes: notes)
  }

  /// Ours has another file where theirs comes in.
  var inTheWay: MergedFile {
    outcome(.conflict, sides.ours, conflicts: [conflict(.bothAdded)])
  }

  /// All three have it, and nothing in it can be told apart.
  var undecided: MergedFile {
    outcome(.conflict, sides.ours, conflicts: [conflict(.bothChanged)])
  }

  /// Deleted by hand: it stays so.
  ///
  /// - Parameter origin: where it was, when that is somewhere else.
  func deleted(
    base: FileTree.File, _ theirs: FileTree.File, from origin: TreePath? = nil
  ) -> MergedFile {
    let note = MergeNote(.deletedLocally, (origin ?? path).text)
      .called(origin == nil ? [] : [path.text])
    return outcome(
      .deletedLocally, nil, notes: base == theirs && origin == nil ? [] : [note])
  }

  /// No longer in theirs: it goes, unless it was edited.
  func dropped(base: FileTree.File, _ ours: FileTree.File) -> MergedFile {
    if ours == base || context.moved(ours).hasLines(of: context.moved(base)) {
      return outcome(.removed, nil)
    }
    return outcome(.conflict, ours, conflicts: [conflict(.removedByTheirs)])
  }

  /// In all three.
  func merged(
    base old: FileTree.File, _ ours: FileTree.File, _ theirs: FileTree.File
  ) -> MergedFile {
    if ours == theirs { return outcome(.unchanged, ours) }
    let base = context.moved(old)
    let (moved, kept) = context.moved(ours, madeFrom: old, path)
    let notes = kept.map { MergeNote(.ownServiceKept, path.text, node: "services.\($0)") }
    if ours == old || moved == base { return outcome(.taken, theirs) }
    if moved == theirs { return outcome(.merged, theirs) }
    if theirs == base || theirs == old {
      return outcome(moved == ours ? .kept : .merged, moved, notes: notes)
    }
    guard base.mode.isFile, ours.mode.isFile, theirs.mode.isFile else {
      // A link's target, or a link in the place of a file, is one value.
      return outcome(.conflict, ours, conflicts: [conflict(.modeChanged)])
    }
    let content = ContentMerge(
      path, context.subject(path), base: base.content, ours: moved.content, theirs: theirs.content,
      renames: context.renames.compose[path] ?? ComposeRenames(),
      variables: context.renames.variables, standIns: context.standIns)
    // There are two modes, so that one of two changes is the other, too.
    let mode = ours.mode == base.mode ? theirs.mode : ours.mode
    let file = FileTree.File(mode: mode, content: content.bytes)
    return outcome(
      file == ours ? .kept : .merged, file, conflicts: content.conflicts,
      notes: content.notes + notes)
  }

  /// The file as a whole in conflict.
  private func conflict(_ kind: ConflictKind) -> Conflict<[UInt8]> {
    Conflict(
      context.subject(path), .file, kind, base: sides.base?.content, ours: sides.ours?.content,
      theirs: sides.theirs?.content)
  }
}

extension FileTree.File {
  /// Whether it is another file but for the ends of its lines, which a checkout or an editor makes what it likes.
  fileprivate func hasLines(of other: FileTree.File) -> Bool {
    mode == other.mode && LineEndings(of: other.content).applied(to: content) == other.content
  }
}
