package import GitKit
import Glibc

extension DemoUpstream {
  /// What names it where the URL or the path of an upstream is expected; a folder of that name is `./demo`.
  package static let name = "demo"

  /// Opens it in a cache, where it is made the first time: all or nothing.
  ///
  /// Of two processes that make it at once one wins, and both use its repository. The name has a digest of the history,
  /// so that another version of the tool makes its own.
  ///
  /// - Throws: ``GitError`` when it can't be made. One that can't be read is made anew.
  package static func open(inCache cache: String) throws(GitError) -> Repository {
    let path = "\(cache)/\(name)-\(digest).git"
    if access(path, F_OK) == 0 {
      do throws(GitError) {
        let repository = try Repository(opening: path)
        if try repository.tags().count == releaseCount { return repository }
      } catch {
        guard error.kind != .ownedByAnother else { throw error }
      }
      TemporaryFolders.remove(path)
    }
    try TemporaryFolders.makeWhole(path) { folder throws(GitError) in
      do {
        try create(bareAt: folder)
      } catch let error as GitError {
        throw error
      } catch {
        throw GitError(.other, operation: "make the demo's upstream", message: "\(error)")
      }
    }
    return try Repository(opening: path)
  }

  /// Another one for another history.
  private static var digest: Substring {
    ObjectID.ofBlob(archives.flatMap { Array($0.utf8) + [0] }).hex.prefix(12)
  }

  private static var releaseCount: Int {
    archives.count { DemoArchive($0).fields["tag"] != nil }
  }
}
