import GitKit
import Synchronization

/// libgit2, started on another thread while the command does something else.
enum EarlyGit {
  private static let isBegun = Atomic(false)

  /// Begins to start it.
  static func begin() {
    isBegun.store(true, ordering: .relaxed)
    startThread { GitLibrary.start() }
  }

  /// Waits until it is started, if that was begun: a process that ends in the middle of it crashes, because the handlers
  /// that clean up after OpenSSL run while OpenSSL is still being set up.
  static func settle() {
    if isBegun.load(ordering: .relaxed) { GitLibrary.start() }
  }
}
