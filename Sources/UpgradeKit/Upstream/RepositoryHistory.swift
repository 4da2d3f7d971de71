import GitKit
import PatchKit
import Synchronization

/// Upstream's other releases, read from its repository only when an operation asks.
struct RepositoryHistory: UpstreamHistory {
  /// The repository's folder; it is opened anew, because a handle belongs to one thread.
  let path: String
  let catalogue: ReleaseCatalogue
  /// The release that is being generated.
  let release: Release
  /// What could not be read: an operation is told that there is nothing, which is not so.
  let problems: HistoryProblems

  func destination(of path: TreePath) -> TreePath? {
    problems.noting { () throws(GitError) in
      let repository = try Repository(opening: self.path)
      let cache = ObjectCache(of: repository)
      // The newest release before this one that has the file: from there the way is shortest.
      for earlier in catalogue.releases.reversed() where earlier.name < release.name {
        guard try repository.object(at: path, in: earlier.commit) != nil else { continue }
        var paths: [TreePath: TreePath] = [:]
        var before = try repository.fileTree(earlier.commit, cache: cache)
        for next in catalogue.steps(between: earlier, release).dropFirst() {
          let after = try repository.fileTree(next.commit, cache: cache)
          paths = FileRenames.chained(paths, FileRenames(from: before, to: after).paths)
          before = after
        }
        return paths[path]
      }
      return nil
    }
  }

  func file(_ path: TreePath, at name: ReleaseName) -> FileTree.File? {
    guard let commit = catalogue[name]?.commit else { return nil }
    return problems.noting { () throws(GitError) in
      try Repository(opening: self.path).fileTree(commit, where: { other, _ in other == path })[
        path]
    }
  }
}

/// What was in the way of reading upstream's other releases: the first of it.
final class HistoryProblems: Sendable {
  private let first = Mutex<GitError?>(nil)

  /// The first problem since the last call.
  func take() -> GitError? {
    first.withLock { first in
      defer { first = nil }
      return first
    }
  }

  /// Reads something; nothing when that fails.
  func noting<Value>(_ body: () throws(GitError) -> Value?) -> Value? {
    do throws(GitError) {
      return try body()
    } catch {
      first.withLock { if $0 == nil { $0 = error } }
      return nil
    }
  }
}
