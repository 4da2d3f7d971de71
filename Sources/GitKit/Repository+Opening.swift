import CLibGit2
import Glibc

extension Repository {
  /// Opens a repository for reading: a bare one, or one with a work tree, whoever owns it.
  ///
  /// - Parameter path: the folder of the work tree, or the one that holds `HEAD` and `objects`.
  /// - Throws: ``GitError/Kind/notFound`` when there is no such folder, ``GitError/Kind/notARepository``,
  ///   ``GitError/Kind/unsupported`` for a repository whose format is not known here, such as one with SHA-256 ids.
  package convenience init(opening path: String) throws(GitError) {
    try self.init(owning: try Self.handle(of: path))
  }

  /// Opens a handle of a repository.
  static func handle(of path: String) throws(GitError) -> OpaquePointer {
    LibGit2.start()
    var bare: OpaquePointer?
    if git_repository_open_bare(&bare, path) == 0, let bare {
      // Opened as bare, nobody looks at the format.
      if let format = foreignFormat(of: text(git_repository_path(bare))) {
        git_repository_free(bare)
        throw unsupported(format, "open the repository `\(path)`")
      }
      return bare
    }
    return try open(path, upwards: false)
  }

  /// Opens the repository that a folder lies in, whoever owns it.
  ///
  /// - Parameter folder: need not exist; then the nearest folder above it that does is taken.
  /// - Returns: the repository, and the way from its work tree to the folder (empty at the top);
  ///   `nil` when the folder is in no work tree.
  /// - Throws: ``GitError/Kind/unsupported``, ``GitError/Kind/io``, ``GitError/Kind/corrupt``.
  package static func discover(
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
      if error.kind == .notFound {
        throw error.with(kind: .notARepository, message: "it is not a git repository")
      }
      // How a format that libgit2 does not know is told of differs from version to version.
      if let format = gitFolder(of: path, upwards: upwards).flatMap(foreignFormat) {
        throw unsupported(format, operation)
      }
      // A repository there is, and of a kind that libgit2 does not know.
      throw error.kind == .notARepository ? error.with(kind: .unsupported) : error
    }
  }

  /// Where the repository at a path has its objects, if there is one.
  private static func gitFolder(of path: String, upwards: Bool) -> String? {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    // The search stops below a ceiling.
    let ceiling = upwards ? nil : realPath(path + "/..")
    guard git_repository_discover(&buffer, path, 0, ceiling) == 0 else { return nil }
    return text(buffer.ptr)
  }

  /// The kind of ids that a repository has, unless it is git's usual one.
  private static func foreignFormat(of gitFolder: String) -> String? {
    var configuration: OpaquePointer?
    guard git_config_open_ondisk(&configuration, gitFolder + "/config") == 0 else { return nil }
    defer { git_config_free(configuration) }
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    guard git_config_get_string_buf(&buffer, configuration, "extensions.objectformat") == 0 else {
      return nil
    }
    let format = text(buffer.ptr).lowercased()
    return format == "sha1" ? nil : format
  }

  private static func unsupported(_ format: String, _ operation: String) -> GitError {
    let name = format == "sha256" ? "SHA-256" : "`\(format)`"
    return GitError(
      .unsupported, operation: operation,
      message: "its ids are of the kind \(name), and only SHA-1 is read")
  }
}

/// The absolute path without symbolic links; `nil` when there is nothing.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
