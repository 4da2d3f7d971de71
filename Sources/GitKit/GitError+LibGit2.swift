import CLibGit2
import Glibc

extension GitError {
  /// Makes an error of a failed call; the library keeps its message for the calling thread, so it is read at once.
  init(code: Int32, operation: String) {
    let last = git_error_last()?.pointee
    let area = git_error_t(rawValue: UInt32(bitPattern: last?.klass ?? 0))
    let message = last.map { text($0.message) } ?? ""
    self.init(
      Self.kind(code: git_error_code(rawValue: code), area: area),
      operation: operation,
      message: message.isEmpty ? "libgit2 error \(code)" : message
    )
  }

  /// The same error with another kind or message.
  package func with(kind: Kind? = nil, operation: String? = nil, message: String? = nil) -> GitError
  {
    GitError(
      kind ?? self.kind,
      operation: operation ?? self.operation,
      message: message ?? self.message
    )
  }

  /// The same error when what is missing is named by another object: the repository lacks a part of itself.
  var ofReachableObject: GitError {
    guard kind == .notFound else { return self }
    return with(kind: .corrupt, message: "\(message); the repository is not complete")
  }

  /// Makes an error of the C library's `errno`.
  static func io(_ operation: String, code: Int32 = errno) -> GitError {
    GitError(.io, operation: operation, message: String(cString: strerror(code)))
  }

  private static func kind(code: git_error_code, area: git_error_t) -> Kind {
    switch code {
    case GIT_ENOTFOUND, GIT_EUNBORNBRANCH: .notFound
    case GIT_EEXISTS: .alreadyExists
    case GIT_EUSER: .cancelled
    case GIT_EAMBIGUOUS, GIT_EINVALIDSPEC, GIT_EINVALID, GIT_EPEEL: .invalid
    case GIT_ELOCKED: .locked
    case GIT_EMODIFIED, GIT_ENONFASTFORWARD: .outdated
    case GIT_EAUTH: .authenticationRequired
    case GIT_ECERTIFICATE: .certificate
    case GIT_EMISMATCH: .corrupt
    case GIT_EOWNER: .ownedByAnother
    case GIT_EBAREREPO: .unsupported
    case GIT_EEOF: .network
    default: kind(area: area)
    }
  }

  private static func kind(area: git_error_t) -> Kind {
    switch area {
    case GIT_ERROR_OS, GIT_ERROR_FILESYSTEM: .io
    case GIT_ERROR_ZLIB, GIT_ERROR_ODB, GIT_ERROR_OBJECT, GIT_ERROR_INDEXER, GIT_ERROR_SHA,
      GIT_ERROR_TREE, GIT_ERROR_TAG, GIT_ERROR_REFERENCE:
      .corrupt
    case GIT_ERROR_NET, GIT_ERROR_HTTP, GIT_ERROR_SSH, GIT_ERROR_SSL: .network
    case GIT_ERROR_REPOSITORY: .notARepository
    case GIT_ERROR_INVALID: .invalid
    default: .other
    }
  }
}
