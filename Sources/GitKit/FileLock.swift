import Glibc

/// A file that one process at a time may hold; it is free again when the process ends, however that happens.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// How long nobody is told of a wait.
  private static let patience = Duration.seconds(1)

  /// Waits for the lock, as long as the connection allows; a wait that takes longer than a moment is told of.
  ///
  /// - Throws: ``GitError/Kind/locked`` when another process keeps it; ``GitError/Kind/cancelled``; ``GitError/Kind/io``.
  init(_ path: String, _ connection: Connection) throws(GitError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .io("lock `\(path)`") }
    do throws(GitError) {
      try Self.take(descriptor, path, connection)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Whether the file at a path is the one that is locked: it may have been moved away while this waited.
  func isStill(at path: String) -> Bool {
    var (own, there) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &there) == 0
      && own.st_ino == there.st_ino && own.st_dev == there.st_dev
  }

  /// Lets others have it.
  func unlock() { close(descriptor) }

  private static func take(
    _ descriptor: Int32, _ path: String, _ connection: Connection
  ) throws(GitError) {
    let clock = SuspendingClock()
    let start = clock.now
    var isTold = false
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR else {
        throw .io("lock `\(path)`", code: code)
      }
      guard !connection.cancellation.isCancelled else {
        throw GitError(.cancelled, operation: "lock `\(path)`", message: "it was interrupted")
      }
      let waited = clock.now - start
      if let limit = connection.limits.lock, waited >= limit {
        throw GitError(
          .locked, operation: "lock `\(path)`",
          message: "\(LockHolder.of(path) ?? "another process") still had it after "
            + "\(limit.secondsText) s")
      }
      if !isTold, waited >= patience {
        connection.notice?(.waiting(lock: path, holder: LockHolder.of(path)))
        isTold = true
      }
      usleep(20_000)
    }
  }
}
