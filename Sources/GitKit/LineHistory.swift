/// Lines of files, followed back through the commits of a range as `git log -L` follows them: through other changes of
/// the file, and through moves of it. What was compared for some lines serves the next ones.
///
/// It belongs to one thread, like the repository that it reads.
package final class LineHistory {
  private let range: CommitRange
  private let cache: ObjectCache
  private let readRenames: (ObjectID, ObjectID) throws(GitError) -> [TreePath: TreePath]
  private var objects: [Place: ObjectID?] = [:]
  private var hunks: [Pair: [TextDiff.Hunk]] = [:]
  /// Former paths by the new ones.
  private var formerPaths: [Pair: [TreePath: TreePath]] = [:]

  private struct Place: Hashable {
    let commit: ObjectID
    let path: TreePath
  }

  private struct Pair: Hashable {
    let old: ObjectID
    let new: ObjectID
  }

  /// What to look for in a commit: lines by path, as two children may know the file by two names.
  private typealias Lines = [TreePath: LineRanges]

  /// Makes the history of what stands in a range's newest commit.
  ///
  /// - Parameters:
  ///   - cache: of the range's repository.
  ///   - renames: the new paths, by the old ones, of files that were moved from a commit's parent to the commit.
  package init(
    in range: CommitRange, cache: ObjectCache,
    renames:
      @escaping (_ parent: ObjectID, _ commit: ObjectID) throws(GitError)
      -> [TreePath: TreePath]
  ) {
    (self.range, self.cache, readRenames) = (range, cache, renames)
  }

  /// The commits that changed some lines of a file.
  ///
  /// - Parameters:
  ///   - lines: the lines in the newest commit, counted from 1.
  ///   - path: the file in it.
  /// - Returns: the newest first; empty when the file is not there or has no such lines.
  package func commits(
    changing lines: ClosedRange<Int>, of path: TreePath
  ) throws(GitError) -> [ObjectID] {
    // No text has more lines, and places in it can be added without overflow.
    let limits = 1...Int(Int32.max)
    let clamped = lines.clamped(to: limits)
    guard lines.overlaps(limits) else { return [] }
    var pending: [ObjectID: Lines] = [
      range.new: [path: LineRanges([clamped.lowerBound - 1..<clamped.upperBound])]
    ]
    var found: [ObjectID] = []
    for commit in range.commits {
      guard let files = pending.removeValue(forKey: commit) else { continue }
      var isFound = false
      for (path, lines) in files {
        let step = try step(lines, of: path, in: commit)
        isFound = isFound || step.isFound
        for (parent, path, lines) in step.origins {
          pending[parent, default: [:]].merge([path: lines]) { $0.union($1) }
        }
      }
      if isFound { found.append(commit) }
      if pending.isEmpty { break }
    }
    return found
  }

  private typealias Origin = (parent: ObjectID, path: TreePath, lines: LineRanges)

  /// Whether a commit changed lines, and where it has them from.
  private func step(
    _ lines: LineRanges, of path: TreePath, in commit: ObjectID
  ) throws(GitError) -> (isFound: Bool, origins: [Origin]) {
    guard let own = try object(at: path, in: commit) else { return (false, []) }
    var changed: [Origin] = []
    for parent in range.parents(of: commit) {
      guard let (oldPath, id) = try origin(of: path, in: commit, parent: parent) else { continue }
      if id == own { return (false, [(parent, oldPath, lines)]) }
      let hunks = try hunks(Pair(old: id, new: own))
      let before = lines.before(hunks)
      // A parent that explains all the lines: what the others did to them was not taken.
      if lines.touched(by: hunks).isEmpty { return (false, [(parent, oldPath, before)]) }
      if !before.isEmpty { changed.append((parent, oldPath, before)) }
    }
    return (true, changed)
  }

  /// Where a file was in a parent: at the same path, or at the one it was moved from.
  private func origin(
    of path: TreePath, in commit: ObjectID, parent: ObjectID
  ) throws(GitError) -> (TreePath, ObjectID)? {
    if let same = try object(at: path, in: parent) { return (path, same) }
    let pair = Pair(old: parent, new: commit)
    if formerPaths[pair] == nil {
      let renames = try readRenames(parent, commit)
      formerPaths[pair] = Dictionary(renames.map { ($0.value, $0.key) }) { min($0, $1) }
    }
    guard let old = formerPaths[pair]?[path], let id = try object(at: old, in: parent) else {
      return nil
    }
    return (old, id)
  }

  private func object(at path: TreePath, in commit: ObjectID) throws(GitError) -> ObjectID? {
    let place = Place(commit: commit, path: path)
    if let known = objects[place] { return known }
    let object = try range.repository.object(at: path, in: commit)
    objects[place] = .some(object)
    return object
  }

  private func hunks(_ pair: Pair) throws(GitError) -> [TextDiff.Hunk] {
    if let known = hunks[pair] { return known }
    let found = try TextDiff.hunks(old: try cache.blob(pair.old), new: try cache.blob(pair.new))
    hunks[pair] = found
    return found
  }
}
