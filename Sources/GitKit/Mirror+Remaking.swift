import Glibc

extension Mirror {
  /// Makes the mirror anew in the place of a damaged one; whoever waits to do the same takes what is there then.
  ///
  /// - Parameter damage: what is wrong with it, for the person who is told.
  /// - Throws: ``GitError``; the damaged mirror stays until another has come.
  package func remake(over connection: Connection, damage: String) throws(GitError) {
    guard case .remote(let url) = location else { return }
    remaking: do throws(GitError) {
      // What is no folder has no room for a lock.
      guard isFolder else {
        try replace(url, connection)
        break remaking
      }
      let lock = try FileLock(path + "/" + Self.lockName, connection)
      // Kept until the new mirror is there; it goes with the old one.
      defer { lock.unlock() }
      guard lock.isStill(at: path + "/" + Self.lockName) else { return }
      try replace(url, connection)
    } catch {
      throw error.with(
        message:
          "the mirror `\(path)` is damaged (\(damage)), and not to be had anew: \(error.message)")
    }
    connection.notice?(.remade(mirror: path, damage: damage))
  }

  /// The file that a process holds locked while it changes the mirror.
  static let lockName = "confomeet-fetch.lock"

  private var isFolder: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private func replace(_ url: String, _ connection: Connection) throws(GitError) {
    try TemporaryFolders.makeWhole(path, isReplacing: true) { folder throws(GitError) in
      try Self.fill(folder, from: url, connection)
    }
  }
}
