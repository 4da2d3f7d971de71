import GitKit

/// The merge of one file, by which sides have it.
struct FileMerge {
  private let path: TreePath
  private let ours: FileTree.File?
  private let theirs: FileTree.File?

  init(_ path: TreePath, theirs: FileTree.File?, ours: FileTree.File?) {
    self.path = path
    self.ours = ours
    self.theirs = theirs
  }

  func outcome(
    _ verdict: MergedFile.Verdict, _ file: FileTree.File?, conflicts: [MergeConflict] = [],
    notes: [MergeNote] = []
  ) -> MergedFile {
    MergedFile(
      path: path, movedFrom: nil, verdict: conflicts.isEmpty ? verdict : .conflict, file: file,
      conflicts: conflicts, notes: notes)
  }

  /// Ours has another file where theirs comes in.
  var inTheWay: MergedFile {
    outcome(.conflict, ours, conflicts: [conflict(.bothAdded, base: nil)])
  }

  /// Deleted by hand: it stays so.
  func deleted(base: FileTree.File, _ theirs: FileTree.File) -> MergedFile {
    let note = MergeNote(kind: .deletedByHand, path: path, node: nil)
    return outcome(.deletedByHand, nil, notes: base == theirs ? [] : [note])
  }

  /// No longer in theirs: it goes, unless it was edited.
  func dropped(base: FileTree.File, _ ours: FileTree.File, _ context: MergeContext) -> MergedFile {
    if ours == base || context.moved(ours).hasLines(of: context.moved(base)) {
      return outcome(.removed, nil)
    }
    return outcome(.conflict, ours, conflicts: [conflict(.removedByTheirs, base: base)])
  }

  /// In all three.
  func merged(
    base old: FileTree.File, _ ours: FileTree.File, _ theirs: FileTree.File,
    _ context: MergeContext
  ) -> MergedFile {
    if ours == theirs { return outcome(.unchanged, ours) }
    let (base, moved) = (context.moved(old), context.moved(ours))
    if ours == old || moved == base { return outcome(.taken, theirs) }
    if moved == theirs { return outcome(.merged, theirs) }
    if theirs == base || theirs == old {
      return outcome(moved == ours ? .kept : .merged, moved)
    }
    guard base.mode.isFile, ours.mode.isFile, theirs.mode.isFile else {
      // A link's target, or a link in the place of a file, is one value.
      return outcome(.conflict, ours, conflicts: [conflict(.modeChanged, base: old)])
    }
    let content = ContentMerge(
      path, base: base.content, ours: moved.content, theirs: theirs.content)
    // There are two modes, so that one of two changes is the other, too.
    let mode = ours.mode == base.mode ? theirs.mode : ours.mode
    let file = FileTree.File(mode: mode, content: content.bytes)
    return outcome(
      file == ours ? .kept : .merged, file, conflicts: content.conflicts, notes: content.notes)
  }

  private func conflict(_ kind: MergeConflict.Kind, base: FileTree.File?) -> MergeConflict {
    MergeConflict(
      path: path, node: nil, lines: nil, kind: kind, base: text(base), ours: text(ours),
      theirs: text(theirs))
  }

  /// The content as text; `nil` when there is no file, or it is none.
  private func text(_ file: FileTree.File?) -> String? {
    guard let file, !file.content.contains(0) else { return nil }
    return String(validating: file.content, as: UTF8.self)
  }
}

extension FileTree.File {
  /// Whether it is another file but for the ends of its lines, which a checkout or an editor makes what it likes.
  fileprivate func hasLines(of other: FileTree.File) -> Bool {
    mode == other.mode && LineEndings(of: other.content).applied(to: content) == other.content
  }
}
