import CLibGit2

extension Repository {
  /// Makes an empty repository without a work tree.
  ///
  /// - Parameter path: the folder; it is made, with those above it.
  package static func create(bareAt path: String) throws(GitError) -> Repository {
    try create(path, flags: GIT_REPOSITORY_INIT_BARE.rawValue)
  }

  /// Makes an empty repository with a work tree.
  ///
  /// - Parameter path: the folder of the work tree; it is made, with those above it.
  package static func create(at path: String) throws(GitError) -> Repository {
    try create(path, flags: 0)
  }

  private static func create(_ path: String, flags: UInt32) throws(GitError) -> Repository {
    LibGit2.start()
    var options = git_repository_init_options()
    git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags =
      flags | GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    let operation = "make the repository `\(path)`"
    let handle = try LibGit2.make(operation) { handle in
      // Whatever the user's configuration says: what is made must not depend on the machine.
      "main".withCString { head in
        options.initial_head = head
        return git_repository_init_ext(&handle, path, &options)
      }
    }
    return try Repository(owning: handle)
  }
}
