import CLibGit2
import Glibc

extension Repository {
  /// Opens a repository for reading: a bare one, or one with a work tree.
  ///
  /// - Parameter path: the folder of the work tree, or the one that holds `HEAD` and `objects`.
  /// - Throws: ``GitError/Kind/notFound`` when there is no such folder, ``GitError/Kind/notARepository``,
  ///   ``GitError/Kind/ownedByAnother`` for a work tree of another user, ``GitError/Kind/unsupported`` for a
  ///   repository whose format is not known here, such as one with SHA-256 ids.
  public convenience init(opening path: String) throws(GitError) {
    LibGit2.start()
    // Reading a bare repository runs nothing that its owner could have prepared: whose it is does not matter.
    var bare: OpaquePointer?
    if git_repository_open_bare(&bare, path) == 0, let bare {
      try self.init(owning: bare)
      return
    }
    try self.init(owning: try Self.open(path, upwards: false))
  }

  /// Opens the repository that a folder lies in.
  ///
  /// - Parameter folder: need not exist; then the nearest folder above it that does is taken.
  /// - Returns: the repository, and the way from its work tree to the folder (empty at the top);
  ///   `nil` when the folder is in no work tree.
  /// - Throws: ``GitError/Kind/ownedByAnother``, ``GitError/Kind/unsupported``.
  public static func discover(
    from folder: String
  ) throws(GitError) -> (repository: Repository, prefix: String)? {
    var (existing, rest) = (folder.isEmpty ? "." : folder, [Substring]())
    var resolved = realPath(existing)
    while resolved == nil {
      let parts = existing.split(separator: "/", omittingEmptySubsequences: true)
      guard let name = parts.last else { return nil }
      rest.insert(name, at: 0)
      existing = (existing.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
      if existing.isEmpty { existing = "." }
      resolved = realPath(existing)
    }
    guard let start = resolved else { return nil }
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(owning: try open(start, upwards: true))
    } catch {
      if error.kind == .notARepository { return nil }
      throw error
    }
    guard let work = repository.workFolder, let top = realPath(work) else { return nil }
    guard start == top || top == "/" || start.hasPrefix(top + "/") else { return nil }
    let inside = start.dropFirst(top.count).split(separator: "/") + rest
    guard inside.first?.lowercased() != ".git" else { return nil }
    return (repository, inside.joined(separator: "/"))
  }

  private static func open(_ path: String, upwards: Bool) throws(GitError) -> OpaquePointer {
    let operation = "open the repository `\(path)`"
    guard access(path, F_OK) == 0 else {
      throw GitError(.notFound, operation: operation, message: "there is no such folder")
    }
    do throws(GitError) {
      return try LibGit2.make(operation) {
        upwards
          ? git_repository_open_ext(&$0, path, 0, nil)
          : git_repository_open(&$0, path)
      }
    } catch {
      // A repository there is, and of a kind that libgit2 does not know.
      if error.kind == .notARepository { throw error.with(kind: .unsupported) }
      guard error.kind == .notFound || error.kind == .ownedByAnother else { throw error }
      // libgit2 1.5 says "not found" of another user's repository, too.
      if let owner = try foreignOwner(ofRepositoryAt: path, upwards: upwards) {
        throw error.with(kind: .ownedByAnother, message: owner)
      }
      throw error.with(kind: .notARepository, message: "it is not a git repository")
    }
  }

  /// Says whose the repository at a path is, if there is one and it is not this user's.
  private static func foreignOwner(
    ofRepositoryAt path: String,
    upwards: Bool
  ) throws(GitError) -> String? {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    // The search stops below a ceiling.
    let ceiling = upwards ? nil : realPath(path + "/..")
    guard git_repository_discover(&buffer, path, 0, ceiling) == 0 else { return nil }
    let gitFolder = text(buffer.ptr)
    let workFolder = gitFolder.hasSuffix("/.git/") ? String(gitFolder.dropLast(6)) : path
    for folder in [workFolder, gitFolder] {
      var status = stat()
      guard stat(folder, &status) == 0, status.st_uid != geteuid() else { continue }
      return """
        `\(folder)` belongs to \(userName(status.st_uid)), and this runs as \(userName(geteuid())); \
        run as its owner, or trust it: \
        git config --global --add safe.directory '\(realPath(workFolder) ?? workFolder)'
        """
    }
    return nil
  }

  private static func userName(_ id: uid_t) -> String {
    guard let entry = getpwuid(id) else { return "user \(id)" }
    return "\(text(entry.pointee.pw_name)) (user \(id))"
  }
}

/// The absolute path without symbolic links; `nil` when there is nothing.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
