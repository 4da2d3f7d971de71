import CLibGit2

extension Repository {
  /// The commits in `old..new` that changed some lines of a file, as `git log -L` finds them.
  ///
  /// The lines are followed back through other changes of the file, and through moves of it.
  ///
  /// - Parameters:
  ///   - lines: the lines in `new`, counted from 1.
  ///   - path: the file in `new`.
  ///   - formerPath: where a file was in a commit's parent, by its path in the commit, if it was moved in it.
  /// - Returns: the newest first; empty when the file is not there or has no such lines.
  package func history(
    ofLines lines: ClosedRange<Int>,
    in path: TreePath,
    from old: ObjectID?,
    to new: ObjectID,
    formerPath: (TreePath, _ parent: ObjectID, _ commit: ObjectID) throws(GitError) -> TreePath? = {
      _, _, _ throws(GitError) in nil
    }
  ) throws(GitError) -> [Commit] {
    // No text has more lines, and places in it can be added without overflow.
    let limits = 1...Int(Int32.max)
    let clamped = lines.clamped(to: limits)
    guard lines.overlaps(limits) else { return [] }
    let start = [path: LineRanges([clamped.lowerBound - 1..<clamped.upperBound])]
    // Each version is compared twice: with the one before it and the one after it.
    let cache = ObjectCache(of: self)
    return try trace(
      from: old, to: new, start: start, join: { $0.merging($1) { $0.union($1) } },
      step: { commit, lines throws(GitError) in
        try traceLines(lines, in: commit, cache, formerPath)
      }
    )
  }

  private typealias FormerPath = (TreePath, ObjectID, ObjectID) throws(GitError) -> TreePath?

  /// What to look for in a commit: lines by path, as two children may know the file by two names.
  private typealias TracedLines = [TreePath: LineRanges]

  private func traceLines(
    _ lines: TracedLines,
    in commit: OpaquePointer,
    _ cache: ObjectCache,
    _ formerPath: FormerPath
  ) throws(GitError) -> TraceStep<TracedLines> {
    var isFound = false
    var before: [ObjectID: TracedLines] = [:]
    let parents = Self.parents(commit)
    for (path, ranges) in lines {
      let step = try traceLines(ranges, of: path, in: commit, parents: parents, cache, formerPath)
      isFound = isFound || step.isFound
      for (parent, lines) in step.parents {
        before[parent, default: [:]].merge(lines) { $0.union($1) }
      }
    }
    return TraceStep(isFound: isFound, parents: before.map { ($0.key, $0.value) })
  }

  private func traceLines(
    _ lines: LineRanges,
    of path: TreePath,
    in commit: OpaquePointer,
    parents: [ObjectID],
    _ cache: ObjectCache,
    _ formerPath: FormerPath
  ) throws(GitError) -> TraceStep<TracedLines> {
    guard let own = try entry(at: path, of: commit)?.id else {
      return TraceStep(isFound: false, parents: [])
    }
    var changed: [(id: ObjectID, state: TracedLines)] = []
    for parent in parents {
      guard let (oldPath, id) = try origin(of: path, in: commit, parent: parent, formerPath)
      else { continue }
      if id == own { return TraceStep(isFound: false, parents: [(parent, [oldPath: lines])]) }
      let hunks = try TextDiff.hunks(old: try cache.blob(id), new: try cache.blob(own))
      let before = lines.before(hunks)
      if lines.touched(by: hunks).isEmpty {
        // This parent explains all the lines: what the others did to them was not taken.
        return TraceStep(isFound: false, parents: [(parent, [oldPath: before])])
      }
      if !before.isEmpty { changed.append((parent, [oldPath: before])) }
    }
    return TraceStep(isFound: true, parents: changed)
  }

  /// Where a file was in a parent: at the same path, or at the one it was moved from.
  private func origin(
    of path: TreePath,
    in commit: OpaquePointer,
    parent: ObjectID,
    _ formerPath: FormerPath
  ) throws(GitError) -> (TreePath, ObjectID)? {
    if let same = try object(at: path, in: parent) { return (path, same) }
    guard let commit = git_commit_id(commit).map({ ObjectID($0.pointee) }),
      let old = try formerPath(path, parent, commit), let id = try object(at: old, in: parent)
    else { return nil }
    return (old, id)
  }
}
