import Glibc

/// Why something could not be done to a file or folder.
package struct FileSystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  package enum Kind: Sendable, Hashable {
    case notFound
    /// Something other than a folder stands where one is needed.
    case notAFolder
    case isAFolder
    /// A symbolic link stands in the path; links are never followed.
    case isALink
    /// A device, socket or pipe.
    case notAFile
    case permission
    /// The file system is mounted read-only.
    case readOnly
    case noSpace
    case exists
    case notEmpty
    /// Two places that have to be on one file system are not.
    case otherFileSystem
    case nameTooLong
    /// Beyond a limit of ours, in the unit that fits: bytes, entries, levels.
    case tooLarge(limit: Int)
    /// The text is not a path that can be used here.
    case badPath
    /// Another process holds the lock.
    case locked
    /// The content is not in the git repository that should have it.
    case notInRepository
    /// The git repository that should have it can't be read.
    case repository(String)
    /// Anything else, by the system's error number.
    case system(Int32)
  }

  /// What stands in the way.
  package let kind: Kind
  /// What was being done.
  package let operation: FileOperation
  /// What it was being done to: for a path through a link, the part that is the link.
  package let path: String

  /// Makes an error.
  package init(_ kind: Kind, _ operation: FileOperation, _ path: String) {
    self.kind = kind
    self.operation = operation
    self.path = path
  }

  /// Makes an error of the system's error number.
  init(errno code: Int32, _ operation: FileOperation, _ path: String) {
    self.init(Kind(errno: code), operation, path)
  }

  /// One sentence for people.
  package var description: String {
    "cannot \(operation.verb) `\(path)`: \(kind.reason)"
  }
}

extension FileSystemError.Kind {
  /// Makes a kind of the system's error number.
  package init(errno code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case ENOTDIR: self = .notAFolder
    case EISDIR: self = .isAFolder
    case ELOOP: self = .isALink
    case EACCES, EPERM: self = .permission
    case EROFS: self = .readOnly
    case ENOSPC, EDQUOT: self = .noSpace
    case EEXIST: self = .exists
    case ENOTEMPTY: self = .notEmpty
    case EXDEV: self = .otherFileSystem
    case ENAMETOOLONG: self = .nameTooLong
    case EWOULDBLOCK: self = .locked
    default: self = .system(code)
    }
  }

  /// The reason as the end of a sentence.
  package var reason: String {
    switch self {
    case .notFound: "it does not exist"
    case .notAFolder: "it is not a folder"
    case .isAFolder: "it is a folder"
    case .isALink: "it is a symbolic link, and links are not followed"
    case .notAFile: "it is not a regular file"
    case .permission: "permission denied"
    case .readOnly: "the file system is read-only"
    case .noSpace: "no space is left on the device"
    case .exists: "something is there already"
    case .notEmpty: "the folder is not empty"
    case .otherFileSystem: "it is on another file system"
    case .nameTooLong: "the name is too long"
    case .tooLarge(let limit): "it is larger than the limit of \(limit)"
    case .badPath: "this is not a path that can be used here"
    case .locked: "another process has locked it"
    case .notInRepository:
      "the git repository does not have its content; a partial clone fetches what is missing with `git fetch --refetch --no-filter`"
    case .repository(let reason): "the git repository can't be read: \(reason)"
    case .system(let code): String(cString: strerror(code))
    }
  }
}
