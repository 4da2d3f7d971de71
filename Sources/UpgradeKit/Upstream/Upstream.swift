public import GitKit
public import PatchKit

/// Upstream, opened: its releases and their files.
///
/// It belongs to one thread, like the repository behind it.
public final class Upstream {
  /// Where upstream is, as it may be shown and kept.
  public let address: String
  /// The repository: the mirror, or upstream itself when it is on this machine.
  public let repository: Repository
  /// The releases.
  public let catalogue: ReleaseCatalogue
  private let cache: ObjectCache

  /// Opens a repository that is there.
  ///
  /// - Parameters:
  ///   - repository: the mirror or upstream itself.
  ///   - address: where upstream is, as it may be shown.
  ///   - releases: which tags are releases; those that are not named `stable-N[-M]` never are.
  public init(
    _ repository: Repository, address: String, releases: Glob
  ) throws(UpgradeFailure) {
    self.repository = repository
    self.address = address
    cache = ObjectCache(of: repository)
    do throws(GitError) {
      catalogue = ReleaseCatalogue(
        try repository.tags().compactMap { tag in
          guard let name = ReleaseName(tag.name), releases.matches(tag.name) else { return nil }
          return Release(name: name, commit: tag.commit, tagObject: tag.tagObject)
        })
    } catch {
      throw UpgradeFailure(error, upstream: address)
    }
  }

  /// A release's files, all of them: any may be mounted, built or patched.
  public func files(of release: Release) throws(UpgradeFailure) -> FileTree {
    do throws(GitError) {
      return try tree(at: release.commit)
    } catch {
      throw UpgradeFailure(error, upstream: address)
    }
  }

  /// A commit's files.
  func tree(at commit: ObjectID) throws(GitError) -> FileTree {
    try repository.fileTree(commit, cache: cache)
  }

  /// Upstream's other releases, for operations that ask for them.
  public func history(for release: Release) -> any UpstreamHistory {
    RepositoryHistory(path: repository.gitFolder, catalogue: catalogue, release: release)
  }
}
