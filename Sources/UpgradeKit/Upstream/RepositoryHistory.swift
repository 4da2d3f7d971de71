import GitKit
import PatchKit

/// Upstream's other releases, read from its repository only when an operation asks.
struct RepositoryHistory: UpstreamHistory {
  /// The repository's folder; it is opened anew, because a handle belongs to one thread.
  let path: String
  let catalogue: ReleaseCatalogue
  /// The release that is being generated.
  let release: Release

  /// How much of a file must have stayed the same for it to count as moved, in percent: git's own default.
  private static let similarity: UInt16 = 50

  func destination(of path: TreePath) -> TreePath? {
    guard let repository = try? Repository(opening: self.path) else { return nil }
    // The newest release before this one that has the file: from there the way is shortest.
    let earlier = catalogue.releases.last { candidate in
      candidate.name < release.name
        && (try? repository.object(at: path, in: candidate.commit)) ?? nil != nil
    }
    guard let earlier else { return nil }
    let renames = try? repository.renames(
      from: earlier.commit, to: release.commit, threshold: Self.similarity)
    return renames?.first { $0.old == path }?.new
  }

  func file(_ path: TreePath, at name: ReleaseName) -> FileTree.File? {
    guard let commit = catalogue[name]?.commit, let repository = try? Repository(opening: self.path)
    else { return nil }
    return try? repository.fileTree(commit, where: { other, _ in other == path })[path]
  }
}
