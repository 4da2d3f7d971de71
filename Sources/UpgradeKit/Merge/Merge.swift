package import GitKit

/// Three versions of generated files made into one: what was generated last, what stands in the deployment, and what
/// was generated now.
package enum Merge {
  /// Merges trees. A pure function: nothing is read or written.
  ///
  /// - Parameters:
  ///   - base: what was generated last.
  ///   - ours: what stands in the deployment; files that were never generated stay as they are.
  ///   - theirs: what was generated now.
  ///   - context: the releases, and what upstream moved.
  package static func tree(
    base: FileTree, ours: FileTree, theirs: FileTree, context: MergeContext
  ) -> MergeResult {
    let moves = context.renames.files.filter { old, new in
      base[old] != nil && theirs[new] != nil && base[new] == nil && theirs[old] == nil
    }
    // Two files cannot move to one place: then neither counts as moved.
    let origins = Dictionary(grouping: moves.keys, by: { moves[$0] ?? $0 })
      .compactMapValues { $0.count == 1 ? $0.first : nil }
    let moved = Set(origins.values)
    let deletions = MovedDeletions(context.renames, base: base, ours: ours, theirs: theirs)
    var files = ours
    var outcomes: [MergedFile] = []
    for path in Set(base.paths).union(theirs.paths).subtracting(moved).sorted() {
      let outcome: MergedFile?
      if let origin = origins[path] {
        outcome = merge(
          moved: path, from: origin, base: base, ours: ours, theirs: theirs, context: context)
        if outcome?.movedFrom != nil { files[origin] = nil }
      } else if let notes = deletions.notes[path], let their = theirs[path] {
        outcome = without(
          deletions.cut(path, their), their, base: base[path], ours: ours[path], path, context)?
          .adding(notes)
      } else {
        outcome = file(
          path, base: base[path], ours: ours[path], theirs: theirs[path], context: context)
      }
      guard let outcome else { continue }
      files[path] = outcome.file
      outcomes.append(outcome)
    }
    return MergeResult(files: files, outcomes: outcomes)
  }

  /// Merges a file of theirs without what was deleted where it was before.
  ///
  /// - Parameter rest: what is left of it; `nil` when nothing can be taken out of it, so that none of it comes by itself.
  private static func without(
    _ rest: FileTree.File?, _ theirs: FileTree.File, base: FileTree.File?, ours: FileTree.File?,
    _ path: TreePath, _ context: MergeContext
  ) -> MergedFile? {
    if let rest { return file(path, base: base, ours: ours, theirs: rest, context: context) }
    let merge = FileMerge(
      path, MergedFile.Sides(base: base, ours: ours, theirs: theirs), context)
    return ours == nil ? merge.outcome(.deletedLocally, nil) : merge.undecided
  }

  private static func merge(
    moved path: TreePath, from origin: TreePath, base: FileTree, ours: FileTree, theirs: FileTree,
    context: MergeContext
  ) -> MergedFile? {
    guard let file = ours[origin] else {
      if ours[path] == nil, let base = base[origin], let theirs = theirs[path] {
        return FileMerge(
          path, MergedFile.Sides(base: base, ours: nil, theirs: theirs), context
        ).deleted(base: context.moved(base), theirs, from: origin)
      }
      // Perhaps it was moved there by hand.
      return self.file(
        path, base: base[origin], ours: ours[path], theirs: theirs[path], context: context)
    }
    guard ours[path] == nil else {
      return FileMerge(
        path, MergedFile.Sides(base: nil, ours: ours[path], theirs: theirs[path]), context
      ).inTheWay
    }
    let merged = self.file(
      path, base: base[origin], ours: file, theirs: theirs[path], context: context)
    return merged.map { merged in
      MergedFile(
        path: path, movedFrom: origin, sides: merged.sides,
        verdict: merged.verdict == .unchanged ? .taken : merged.verdict, file: merged.file,
        conflicts: merged.conflicts, notes: merged.notes)
    }
  }

  /// Merges one file.
  ///
  /// - Returns: `nil` when neither ours nor theirs has it.
  package static func file(
    _ path: TreePath, base: FileTree.File?, ours: FileTree.File?, theirs: FileTree.File?,
    context: MergeContext
  ) -> MergedFile? {
    let merge = FileMerge(
      path, MergedFile.Sides(base: base, ours: ours, theirs: theirs), context)
    switch (base, ours, theirs) {
    case (_, nil, nil): return nil
    case (let base?, nil, let theirs?): return merge.deleted(base: context.moved(base), theirs)
    case (let base?, let ours?, nil): return merge.dropped(base: base, ours)
    case (let base?, let ours?, let theirs?):
      return merge.merged(base: base, ours, theirs)
    case (nil, nil, .some): return merge.outcome(.taken, theirs)
    case (nil, let ours?, nil): return merge.outcome(.kept, ours)
    case (nil, let ours?, let theirs?):
      return ours == theirs ? merge.outcome(.unchanged, ours) : merge.inTheWay
    }
  }
}
