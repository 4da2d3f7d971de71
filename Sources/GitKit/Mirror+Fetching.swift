import CLibGit2
import Glibc

extension Mirror {
  /// Makes the mirror if there is none: all or nothing.
  ///
  /// Of two processes that make it at once one wins, and both use its mirror.
  ///
  /// - Throws: ``GitError``; ``GitError/Kind/cancelled`` when the connection's flag was set. Nothing half-made is left.
  @discardableResult
  package func create(over connection: Connection) throws(GitError) -> Repository {
    guard case .remote(let url) = location, !exists else { return try open() }
    try TemporaryFolders.makeWhole(path) { folder throws(GitError) in
      try Self.fill(folder, from: url, connection)
    }
    return try open()
  }

  /// Fetches all that there is into a repository, which it makes.
  static func fill(
    _ folder: String, from url: String, _ connection: Connection
  ) throws(GitError) {
    let repository = try Repository.create(bareAt: folder)
    try FetchSession(url: url, connection: connection).fetch(into: repository)
    try repository.packReferences()
    try stamp(folder)
  }

  /// Brings the mirror up to date, or makes it if there is none; a local upstream always is.
  ///
  /// - Returns: what became of the tags. A tag that moved is reported here and nowhere else.
  /// - Throws: ``GitError``; what had come before an interruption is kept.
  package func fetch(over connection: Connection) throws(GitError) -> FetchSummary {
    guard case .remote(let url) = location else { return FetchSummary() }
    guard exists else {
      return FetchSummary(before: [], after: try create(over: connection).tags())
    }
    let lock = try FileLock(path + "/" + Self.lockName, connection)
    defer { lock.unlock() }
    // Another process has made it anew meanwhile: its lock is another one.
    guard lock.isStill(at: path + "/" + Self.lockName) else { return try fetch(over: connection) }
    try removeLeftovers()
    try removeSupersededPacks()
    let repository = try open()
    let before = try repository.tags()
    try FetchSession(url: url, connection: connection).fetch(into: repository)
    try repack(repository)
    try Self.stamp(path)
    return FetchSummary(before: before, after: try repository.tags())
  }

  /// Removes half-received packs and locks of runs that were killed. It needs the lock: nobody else is at work here.
  private func removeLeftovers() throws(GitError) {
    let packs = path + "/objects/pack"
    for name in access(packs, F_OK) == 0 ? try listFolder(packs) : []
    where name.hasPrefix("pack_git2_") {
      unlink(packs + "/" + name)
    }
    for name in try listFolder(path) where name.hasSuffix(".lock") && name != Self.lockName {
      unlink(path + "/" + name)
    }
    try removeLocks(in: path + "/refs", depth: 0)
  }

  private func removeLocks(in folder: String, depth: Int) throws(GitError) {
    guard depth < 32, access(folder, F_OK) == 0 else { return }
    for name in try listFolder(folder) {
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try removeLocks(in: path, depth: depth + 1)
      } else if name.hasSuffix(".lock") {
        unlink(path)
      }
    }
  }
}

extension Repository {
  /// Puts all references into one file, which is read faster than one file for each.
  func packReferences() throws(GitError) {
    let store = try LibGit2.make("pack the references") { git_repository_refdb(&$0, pointer) }
    defer { git_refdb_free(store) }
    try LibGit2.check(git_refdb_compress(store), "pack the references")
  }
}
