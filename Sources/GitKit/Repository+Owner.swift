import CLibGit2
import Glibc

extension Repository {
  /// Checks that it is this user's to write into, by git's own rules: owned by this user, by the one who ran `sudo`, or
  /// named in `safe.directory`.
  ///
  /// - Throws: ``GitError/Kind/ownedByAnother`` with the command that helps.
  package func checkOwner() throws(GitError) {
    let folders = [workFolder, gitFolder].compactMap(\.self)
    for folder in folders {
      var status = stat()
      guard stat(folder, &status) == 0 else { throw .io("look at `\(folder)`") }
      if Self.isOwn(status.st_uid) { continue }
      let place = realPath(folders[0]) ?? folders[0]
      if try isTrusted(place) { return }
      throw GitError(
        .ownedByAnother, operation: "write into the repository `\(folder)`",
        message: """
          it belongs to \(Self.userName(status.st_uid)), and this runs as \(Self.userName(geteuid())); \
          run as its owner, or trust it: git config --global --add safe.directory '\(place)'
          """)
    }
  }

  private static func isOwn(_ owner: uid_t) -> Bool {
    if owner == geteuid() { return true }
    guard geteuid() == 0, let user = getenv("SUDO_UID") else { return false }
    return String(cString: user) == "\(owner)"
  }

  /// Whether the user's or the system's configuration names the folder; the repository's own does not count.
  private func isTrusted(_ folder: String) throws(GitError) -> Bool {
    let operation = "read git's configuration"
    let configuration = try LibGit2.make(operation) { git_config_open_default(&$0) }
    defer { git_config_free(configuration) }
    let iterator = try LibGit2.make(operation) {
      git_config_multivar_iterator_new(&$0, configuration, "safe.directory", nil)
    }
    defer { git_config_iterator_free(iterator) }
    var isTrusted = false
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git_config_next(&entry, iterator) == 0 {
      let value = text(entry?.pointee.value)
      // An empty one takes back those before it.
      if value.isEmpty { isTrusted = false }
      if value == "*" || value == folder || value == folder + "/" { isTrusted = true }
    }
    return isTrusted
  }

  private static func userName(_ id: uid_t) -> String {
    guard let entry = getpwuid(id) else { return "user \(id)" }
    return "\(text(entry.pointee.pw_name)) (user \(id))"
  }
}
