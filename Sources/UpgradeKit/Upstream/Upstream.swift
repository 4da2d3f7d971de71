package import GitKit
package import PatchKit

/// Upstream, opened: its releases and their files.
///
/// It belongs to one thread, like the repository behind it.
package final class Upstream {
  /// Where upstream is, as it may be shown and kept.
  package let address: String
  /// The repository: the mirror, or upstream itself when it is on this machine.
  package let repository: Repository
  /// The releases.
  package let catalogue: ReleaseCatalogue
  /// What could not be read of other releases while one was generated.
  let historyProblems = HistoryProblems()
  private let cache: ObjectCache
  /// What fetches a damaged mirror anew; once is enough.
  private var repair: ((GitError) throws(GitError) -> Void)?

  /// Opens a repository that is there.
  ///
  /// - Parameters:
  ///   - repository: the mirror or upstream itself.
  ///   - address: where upstream is, as it may be shown.
  ///   - releases: which tags are releases; those that are not named `stable-N[-M]` never are.
  ///   - repair: makes the repository anew, in its place, when an object in it turns out to be missing or damaged.
  package init(
    _ repository: Repository, address: String, releases: Glob,
    repair: ((GitError) throws(GitError) -> Void)? = nil
  ) throws(UpgradeFailure) {
    self.repository = repository
    self.address = address
    self.repair = repair
    cache = ObjectCache(of: repository)
    do throws(GitError) {
      let isRelease = { (name: String) in ReleaseName(name) != nil && releases.matches(name) }
      let (tags, others) = try repository.tagList()
      catalogue = ReleaseCatalogue(
        tags.compactMap { tag in
          guard let name = ReleaseName(tag.name), releases.matches(tag.name) else { return nil }
          return Release(name: name, commit: tag.commit, tagObject: tag.tagObject)
        }, unusable: others.filter { isRelease($0.name) })
    } catch {
      throw UpgradeFailure(error, upstream: address)
    }
  }

  /// A release's files, all of them: any may be mounted, built or patched.
  package func files(of release: Release) throws(UpgradeFailure) -> FileTree {
    try read { () throws(GitError) in try tree(at: release.commit) }
  }

  /// Reads something of the repository. When that is damaged, and a mirror, it is fetched anew, and read again.
  func read<Value>(_ body: () throws(GitError) -> Value) throws(UpgradeFailure) -> Value {
    do throws(GitError) {
      do throws(GitError) {
        return try body()
      } catch {
        try replaceRepository(after: error)
        return try body()
      }
    } catch {
      throw UpgradeFailure(error, upstream: address)
    }
  }

  /// Generates something. When other releases could not be read for it, and it is a mirror, that is fetched anew, and it
  /// is generated again.
  func withHistory<Value>(
    _ body: () throws(UpgradeFailure) -> Value
  ) throws(UpgradeFailure) -> Value {
    let value = try body()
    guard let problem = historyProblems.take() else { return value }
    do throws(GitError) {
      try replaceRepository(after: problem)
    } catch {
      throw UpgradeFailure(error, upstream: address)
    }
    let again = try body()
    try checkHistory()
    return again
  }

  /// Stops when other releases could not be read.
  func checkHistory() throws(UpgradeFailure) {
    if let problem = historyProblems.take() { throw UpgradeFailure(problem, upstream: address) }
  }

  private func replaceRepository(after error: GitError) throws(GitError) {
    guard error.kind == .corrupt, let repair else { throw error }
    self.repair = nil
    try repair(error)
    try repository.reopen()
  }

  /// A commit's files.
  func tree(at commit: ObjectID) throws(GitError) -> FileTree {
    try repository.fileTree(commit, cache: cache)
  }

  /// Upstream's other releases, for operations that ask for them.
  package func history(for release: Release) -> any UpstreamHistory {
    RepositoryHistory(
      path: repository.gitFolder, catalogue: catalogue, release: release, problems: historyProblems)
  }
}
