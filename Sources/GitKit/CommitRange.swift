/// The commits that are in the history of one commit and not in another's, read once for many questions.
///
/// It belongs to one thread, like the repository that it reads.
package final class CommitRange {
  /// Where the range ends: this commit and those before it are not in it. `nil` for all of the history.
  package let old: ObjectID?
  /// Where it begins.
  package let new: ObjectID
  /// The commits, the newest first, no parent before its children.
  package let commits: [ObjectID]
  let repository: Repository
  private let parents: [ObjectID: [ObjectID]]
  private var versions: [TreePath: FileVersions] = [:]
  private var all: FileVersions?

  /// Reads the commits of `old..new`.
  ///
  /// - Throws: ``GitError/Kind/unsupported`` when the history was cut by a shallow clone.
  package init(of repository: Repository, from old: ObjectID?, to new: ObjectID) throws(GitError) {
    var commits: [ObjectID] = []
    var parents: [ObjectID: [ObjectID]] = [:]
    try repository.walk(from: old, to: new) { id throws(GitError) in
      commits.append(id)
      parents[id] = try repository.withCommit(id) { Repository.parents($0) }
      return true
    }
    (self.repository, self.old, self.new) = (repository, old, new)
    (self.commits, self.parents) = (commits, parents)
  }

  /// Whether a commit is in the range.
  package func contains(_ commit: ObjectID) -> Bool { parents[commit] != nil }

  /// The parents of a commit in the range, those outside of it too.
  package func parents(of commit: ObjectID) -> [ObjectID] { parents[commit] ?? [] }

  /// What commits of the range made of a file or a folder; looked up once for each path.
  package func versions(of path: TreePath) throws(GitError) -> FileVersions {
    if let known = versions[path] { return known }
    // A commit that left the folder as it was did so with all that is in it.
    let folder =
      if let folder = path.folders.first { try versions(of: folder) } else { try allVersions() }
    let read = try FileVersions(ofEntryIn: folder) { folder throws(GitError) in
      try repository.entry(named: String(path.name), in: folder.id)
    }
    versions[path] = read
    return read
  }

  private func allVersions() throws(GitError) -> FileVersions {
    if let all { return all }
    let read = try FileVersions(ofAllIn: self)
    all = read
    return read
  }

  /// For each commit of the range, which of some commits has it first in its history.
  ///
  /// - Parameter tips: in the order in which they count; they may lie outside of the range.
  /// - Returns: indices of `tips`; nothing for a commit that none of them has.
  package func firstContaining(_ tips: [ObjectID]) throws(GitError) -> [ObjectID: Int] {
    var first: [ObjectID: Int] = [:]
    for (index, tip) in tips.enumerated() {
      guard contains(tip) else {
        try repository.walk(from: old, to: tip) { id throws(GitError) in
          if contains(id), first[id] == nil { first[id] = index }
          return true
        }
        continue
      }
      var waiting = [tip]
      while let id = waiting.popLast() {
        guard contains(id), first[id] == nil else { continue }
        first[id] = index
        waiting += parents(of: id)
      }
    }
    return first
  }
}
