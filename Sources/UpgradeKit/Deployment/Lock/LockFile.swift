import GitKit
import Glibc

/// The place of the lock: a file beside the deployment or in it.
package struct LockFile: Sendable {
  /// The path as given, for messages.
  package let path: String
  let folder: Folder
  let name: String
  /// The absolute path, without links.
  let place: String

  /// Opens the folder that the lock is in; the lock itself need not be there.
  ///
  /// - Throws: ``FileSystemError``: `notFound` when the folder is not there, `badPath` for a path without a file name.
  package init(
    at path: String, observer: (any FileStepObserver)? = nil
  ) throws(FileSystemError) {
    let slash = path.utf8.lastIndex(of: Folder.slash)
    let last = String(path[(slash.map { path.utf8.index(after: $0) } ?? path.startIndex)...])
    guard let name = try? TreePath(last) else { throw FileSystemError(.badPath, .open, path) }
    let folder =
      switch slash {
      case nil: "."
      case path.startIndex: "/"
      case let slash?: String(path[..<slash])
      }
    self.path = path
    self.folder = try Folder(at: folder, observer: observer)
    self.name = name.text
    guard let absolute = realpath(folder, nil) else {
      throw FileSystemError(errno: errno, .open, folder)
    }
    defer { free(absolute) }
    place = String(cString: absolute) + "/" + name.text
  }

  /// Opens it where it may be that its folder is yet to be made.
  ///
  /// - Parameter deployment: the deployment's folder, the only one that is.
  /// - Returns: `nil` then.
  static func ifFolderIsThere(
    _ path: String, deployment: String, observer: (any FileStepObserver)? = nil
  ) throws(FileSystemError) -> LockFile? {
    do {
      return try LockFile(at: path, observer: observer)
    } catch {
      guard error.kind == .notFound, isDirectly(path, in: deployment) else { throw error }
      return nil
    }
  }

  /// Whether a path is that of an entry of a folder, both as they are written.
  private static func isDirectly(_ path: String, in folder: String) -> Bool {
    guard let slash = path.utf8.lastIndex(of: Folder.slash) else { return false }
    func trimmed(_ text: Substring) -> Substring {
      text.utf8.last == Folder.slash ? trimmed(text.dropLast()) : text
    }
    return trimmed(path[..<slash]) == trimmed(folder[...])
  }

  /// The lock's bytes; `nil` when it is not there.
  ///
  /// - Throws: ``FileSystemError``: `isALink`, `isAFolder`, `tooLarge`.
  package func read() throws(FileSystemError) -> [UInt8]? {
    guard try folder.entry(name) != nil else { return nil }
    return try folder.read(name).bytes
  }

  /// What stands at its place; `nil` when nothing does.
  func entry() throws(FileSystemError) -> FileEntry? { try folder.entry(name) }

  /// The lock's path from a folder; `nil` when it does not lie in it.
  func path(below folder: String) -> TreePath? {
    guard let absolute = realpath(folder, nil) else { return nil }
    defer { free(absolute) }
    let prefix = String(cString: absolute) + "/"
    guard place.utf8.starts(with: prefix.utf8) else { return nil }
    return try? TreePath(String(Substring(place.utf8.dropFirst(prefix.utf8.count))))
  }

  /// The name, beside the lock, that its new content gets first.
  var draft: String { ".\(name).confomeet-upgrade" }
}
