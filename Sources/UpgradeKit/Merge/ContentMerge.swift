import Editing
import GitKit

/// The merged content of one file that all three sides have.
struct ContentMerge {
  let bytes: [UInt8]
  private(set) var conflicts: [Conflict<[UInt8]>] = []
  private(set) var notes: [MergeNote] = []

  /// Merges by what the file is; a file that only one side changed is taken byte for byte.
  init(
    _ path: TreePath, _ subject: MergeSubject, base: [UInt8], ours: [UInt8], theirs: [UInt8],
    renames: ComposeRenames, variables: [String: [String]], standIns: [String: Set<String>]
  ) {
    if ours == theirs || theirs == base {
      bytes = ours
      return
    }
    if ours == base {
      bytes = theirs
      return
    }
    let method = MergeMethod(path)
    let texts = (base: SourceText(base), ours: SourceText(ours), theirs: SourceText(theirs))
    do throws(EditingError) {
      let merge = try method.merge(
        subject, base: texts.base, ours: texts.ours, theirs: texts.theirs, renames: renames,
        variables: variables, standIns: standIns)
      if let merge {
        bytes = merge.bytes
        conflicts = merge.conflicts
        notes = merge.notes
        return
      }
    } catch {
      let reason = method.reason(
        error, base: texts.base, ours: texts.ours, theirs: texts.theirs)
      notes = [MergeNote(.mergedByLines, path.text, reason: reason)]
    }
    let whole = Conflict(subject, .file, .bothChanged, base: base, ours: ours, theirs: theirs)
    // Ours may have other line endings: those of an editor, or of a checkout. They are no edit of every line.
    let endings = LineEndings(of: ours)
    let (base, theirs) = (endings.applied(to: base), endings.applied(to: theirs))
    do throws(GitError) {
      let merge = try LineMerge(subject, base: base, ours: ours, theirs: theirs)
      guard !merge.conflicts.isEmpty || !method.isBroken(merge.bytes, from: [base, ours, theirs])
      else {
        // Lines that fit, and a file that does not: a key twice, an alias without its anchor.
        (bytes, conflicts) = (ours, [whole])
        return
      }
      (bytes, conflicts) = (merge.bytes, merge.conflicts)
    } catch {
      (bytes, conflicts, notes) = (ours, [whole], [])
    }
  }
}
