import CLibGit2
import CLibGit2Options

/// The library behind this module, for programs that can start it while they do something else.
package enum GitLibrary {
  /// Starts libgit2 unless it is started; safe on any thread. Reading the system's certificates takes it some 5 ms, and
  /// whoever needs it first waits for that.
  package static func start() { LibGit2.start() }

  /// From now on flushes what is written to repositories before a name refers to it: else a loss of power leaves
  /// objects without content, over which git stumbles. For a repository that is people's; a mirror can be made anew.
  package static func flushWrites() {
    LibGit2.start()
    _ = confomeet_git_flush_writes()
  }
}

/// The library behind this module.
enum LibGit2 {
  // Objects are not hashed again when they are read, which is a sixth of reading a release: what is fetched gets its ids
  // by its content when the pack is indexed, and damage shows in the checksums of zlib and of the packs.
  //
  // Whose a repository is matters only to who writes into it (``Repository/checkOwner()``): libgit2 runs no hook, filter
  // or helper that a repository's configuration names.
  private static let isStarted =
    git_libgit2_init() > 0 && confomeet_git_accept_extensions() == 0
    && confomeet_git_skip_owner_validation() == 0 && confomeet_git_skip_hash_verification() == 0
    && SocketStream.register() == 0

  /// Starts the library before its first use; it is never stopped, as handles may outlive any scope.
  static func start() {
    precondition(isStarted, "libgit2 cannot be started")
  }

  /// Checks a result of the library: negative is an error.
  ///
  /// - Parameter operation: what was tried, as in "could not …".
  @discardableResult
  static func check(
    _ code: Int32,
    _ operation: @autoclosure () -> String
  ) throws(GitError) -> Int32 {
    guard code < 0 else { return code }
    throw GitError(code: code, operation: operation())
  }

  /// Makes a handle; who calls frees it.
  static func make(
    _ operation: @autoclosure () -> String,
    _ call: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> OpaquePointer {
    start()
    var handle: OpaquePointer?
    try check(call(&handle), operation())
    guard let handle else {
      throw GitError(.other, operation: operation(), message: "libgit2 gave nothing")
    }
    return handle
  }
}

/// A text of the library's; what is not UTF-8 is replaced.
func text(_ pointer: UnsafePointer<CChar>?) -> String {
  pointer.map { String(cString: $0) } ?? ""
}
