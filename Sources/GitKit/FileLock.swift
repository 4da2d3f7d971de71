import Glibc

/// A file that one process at a time may hold; it is free again when the process ends, however that happens.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock.
  init(_ path: String, cancellation: CancellationFlag) throws(GitError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .io("lock `\(path)`") }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR else {
        close(descriptor)
        throw .io("lock `\(path)`", code: code)
      }
      guard !cancellation.isCancelled else {
        close(descriptor)
        throw GitError(.cancelled, operation: "lock `\(path)`", message: "it was interrupted")
      }
      usleep(20_000)
    }
  }

  /// Lets others have it.
  func unlock() { close(descriptor) }
}
