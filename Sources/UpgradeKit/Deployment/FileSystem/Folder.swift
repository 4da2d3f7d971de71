package import GitKit
import Glibc

/// An open folder: the one door to the files below it.
///
/// Paths are followed from the open folder down, name by name, and a symbolic link on the way is an error, so nothing
/// outside the folder can be read or written. Not for several tasks at once on the same files; reading is safe.
package final class Folder: Sendable {
  /// The path that the folder was opened by, for messages.
  package let name: String
  let handle: Descriptor
  let observer: (any FileStepObserver)?

  /// Opens a folder; links in this path, which the user gives, are followed.
  ///
  /// - Throws: ``FileSystemError``: `notFound`, `notAFolder` when it is a file, `permission`.
  package init(at path: String, observer: (any FileStepObserver)? = nil) throws(FileSystemError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileSystemError(.badPath, .open, path)
    }
    try observer?.willPerform(.open, at: path)
    let raw = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard raw >= 0 else { throw FileSystemError(errno: errno, .open, path) }
    handle = Descriptor(raw)
    name = path
    self.observer = observer
  }

  /// Opens a folder; `nil` when there is none.
  static func ifThere(
    at path: String, observer: (any FileStepObserver)? = nil
  ) throws(FileSystemError) -> Folder? {
    do {
      return try Folder(at: path, observer: observer)
    } catch {
      guard error.kind == .notFound else { throw error }
      return nil
    }
  }

  private init(
    name: String, handle: Descriptor, observer: (any FileStepObserver)?
  ) {
    self.name = name
    self.handle = handle
    self.observer = observer
  }

  /// Opens a folder below this one.
  ///
  /// - Throws: ``FileSystemError``: `notFound`, `notAFolder`, `isALink`.
  package func folder(_ path: TreePath) throws(FileSystemError) -> Folder {
    try observer?.willPerform(.open, at: path.text)
    let handle = try descend(to: path.text[...], .open)
    return Folder(name: display(path.text), handle: handle, observer: observer)
  }

  // Paths are split by bytes: a slash and a combining accent behind it are one `Character`.
  static let slash = UInt8(ascii: "/")

  /// The path for messages of an entry below this folder; of the folder itself for an empty path.
  func display(_ path: some StringProtocol) -> String {
    if path.isEmpty { return name }
    if name == "." { return String(path) }
    return name.hasSuffix("/") ? name + path : name + "/" + path
  }

  /// Tells the observer of a step and then makes it, with the folder that holds the entry and its name.
  func perform<Result>(
    _ operation: FileOperation, _ path: String,
    _ step: (_ folder: Int32, _ name: String) throws(FileSystemError) -> Result
  ) throws(FileSystemError) -> Result {
    try observer?.willPerform(operation, at: path)
    guard let slash = path.utf8.lastIndex(of: Self.slash) else {
      return try handle.withRaw { folder throws(FileSystemError) in try step(folder, path) }
    }
    let parent = try descend(to: path[..<slash], operation)
    let name = String(path[path.utf8.index(after: slash)...])
    return try parent.withRaw { folder throws(FileSystemError) in try step(folder, name) }
  }

  func failure(_ operation: FileOperation, _ path: some StringProtocol) -> FileSystemError {
    FileSystemError(errno: errno, operation, display(path))
  }

  /// Opens a folder below this one, name by name.
  func descend(
    to path: Substring, _ operation: FileOperation
  ) throws(FileSystemError) -> Descriptor {
    var current = handle
    for part in path.utf8.split(separator: Self.slash).map(Substring.init) {
      current = try current.withRaw { folder throws(FileSystemError) in
        let name = String(part)
        let raw = retrying {
          openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        }
        if raw >= 0 { return Descriptor(raw) }
        let code = errno
        var status = stat()
        // With O_DIRECTORY a link is reported as "not a folder".
        let isALink =
          code == ENOTDIR && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
          && status.st_mode & S_IFMT == S_IFLNK
        throw FileSystemError(
          errno: isALink ? ELOOP : code, operation, display(path[..<part.endIndex]))
      }
    }
    return current
  }
}
