import Editing
import GitKit

/// The merged content of one file that all three sides have.
struct ContentMerge {
  let bytes: [UInt8]
  private(set) var conflicts: [MergeConflict] = []
  private(set) var notes: [MergeNote] = []

  /// Merges by what the file is; a file that only one side changed is taken byte for byte.
  init(_ path: TreePath, base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    if ours == theirs || theirs == base {
      bytes = ours
      return
    }
    if ours == base {
      bytes = theirs
      return
    }
    let method = MergeMethod(path)
    if let merge = method.merge(base: base, ours: ours, theirs: theirs) {
      bytes = merge.bytes
      conflicts = merge.conflicts.map { MergeConflict(path, $0) }
      notes = merge.notes.map { MergeNote(path, $0) }
      return
    }
    if case .lines = method {
    } else {
      notes = [MergeNote(kind: .mergedByLines, path: path, node: nil)]
    }
    // Ours may have other line endings: those of an editor, or of a checkout. They are no edit of every line.
    let endings = LineEndings(of: ours)
    let (base, theirs) = (endings.applied(to: base), endings.applied(to: theirs))
    do throws(GitError) {
      let merge = try LineMerge(base: base, ours: ours, theirs: theirs)
      guard !merge.conflicts.isEmpty || !method.isBroken(merge.bytes, from: [base, ours, theirs])
      else {
        // Lines that fit, and a file that does not: a key twice, an alias without its anchor.
        bytes = ours
        conflicts = [
          MergeConflict(
            path: path, node: nil, lines: nil, kind: .bothChanged,
            base: SourceText(base).string, ours: SourceText(ours).string,
            theirs: SourceText(theirs).string)
        ]
        return
      }
      bytes = merge.bytes
      conflicts = merge.conflicts.map { MergeConflict(path, $0) }
    } catch {
      bytes = ours
      notes = []
      conflicts = [
        MergeConflict(
          path: path, node: nil, lines: nil, kind: .bothChanged, base: nil, ours: nil, theirs: nil)
      ]
    }
  }
}

extension MergeConflict {
  fileprivate init(_ path: TreePath, _ conflict: NodeConflict) {
    let kind: Kind =
      switch conflict.kind {
      case .bothChanged: .bothChanged
      case .bothAdded: .bothAdded
      case .removedByTheirs: .removedByTheirs
      }
    self.init(
      path: path, node: conflict.path, lines: conflict.lines, kind: kind, base: conflict.base,
      ours: conflict.ours, theirs: conflict.theirs)
  }

  fileprivate init(_ path: TreePath, _ conflict: LineMerge.Conflict) {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let kind: Kind =
      conflict.base.isEmpty
      ? .bothAdded : conflict.theirs.isEmpty ? .removedByTheirs : .bothChanged
    self.init(
      path: path, node: nil, lines: conflict.lines, kind: kind, base: text(conflict.base),
      ours: text(conflict.ours), theirs: text(conflict.theirs))
  }
}

extension MergeNote {
  fileprivate init(_ path: TreePath, _ note: NodeNote) {
    let kind: Kind =
      switch note.kind {
      case .deletedByHand: .deletedByHand
      case .defaultChanged: .defaultChanged
      }
    self.init(kind: kind, path: path, node: note.path)
  }
}
