import CLibGit2
import Glibc

extension Mirror {
  /// Makes the mirror if there is none: all or nothing.
  ///
  /// Of two processes that make it at once one wins, and both use its mirror.
  ///
  /// - Throws: ``GitError``; ``GitError/Kind/cancelled`` when the connection's flag was set. Nothing half-made is left.
  @discardableResult
  public func create(over connection: Connection) throws(GitError) -> Repository {
    guard case .remote(let url) = location, !exists else { return try open() }
    try TemporaryFolders.makeWhole(path) { folder throws(GitError) in
      let repository = try Repository.create(bareAt: folder)
      try FetchSession(url: url, connection: connection).fetch(into: repository)
      try repository.packReferences()
    }
    return try open()
  }

  /// Brings the mirror up to date, or makes it if there is none; a local upstream always is.
  ///
  /// - Returns: what became of the tags. A tag that moved is reported here and nowhere else.
  /// - Throws: ``GitError``; what had come before an interruption is kept.
  public func fetch(over connection: Connection) throws(GitError) -> FetchSummary {
    guard case .remote(let url) = location else { return FetchSummary() }
    guard exists else {
      return FetchSummary(before: [], after: try create(over: connection).tags())
    }
    let lock = try FileLock(path + "/confomeet-fetch.lock", cancellation: connection.cancellation)
    defer { lock.unlock() }
    removeLeftoverPacks()
    let repository = try open()
    let before = try repository.tags()
    try FetchSession(url: url, connection: connection).fetch(into: repository)
    return FetchSummary(before: before, after: try repository.tags())
  }

  /// Removes half-received packs of runs that were killed. It needs the lock: nobody else is receiving one.
  private func removeLeftoverPacks() {
    let folder = path + "/objects/pack/"
    for name in (try? listFolder(folder)) ?? [] where name.hasPrefix("pack_git2_") {
      unlink(folder + name)
    }
  }
}

extension Repository {
  /// Puts all references into one file, which is read faster than one file for each.
  fileprivate func packReferences() throws(GitError) {
    let store = try LibGit2.make("pack the references") { git_repository_refdb(&$0, pointer) }
    defer { git_refdb_free(store) }
    try LibGit2.check(git_refdb_compress(store), "pack the references")
  }
}
