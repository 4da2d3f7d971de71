package import GitKit
import Glibc

extension Folder {
  /// The largest file that is read: 16 MiB. Upstream's largest is far below 1 MiB.
  static let fileLimit = 16 << 20

  /// What stands at a path; `nil` when nothing does.
  ///
  /// - Throws: ``FileSystemError``: `isALink` or `notAFolder`, with that part of the path, when a link or a file stands
  ///   where one of the path's folders should be.
  package func entry(at path: TreePath) throws(FileSystemError) -> FileEntry? {
    try entry(path.text)
  }

  /// A file's mode and bytes.
  ///
  /// - Parameter limit: the largest size to read, in bytes.
  /// - Throws: ``FileSystemError``: `isALink`, `isAFolder` and `notAFile` for entries that are not files, `tooLarge`.
  package func file(
    at path: TreePath, limit: Int = Folder.fileLimit
  ) throws(FileSystemError) -> FileTree.File {
    let (entry, bytes) = try read(path.text, limit: limit)
    guard case .file(let mode) = entry.kind else {
      throw FileSystemError(.notAFile, .read, display(path.text))
    }
    return FileTree.File(mode: mode, content: bytes)
  }

  /// What the folder itself is.
  func entry() throws(FileSystemError) -> FileEntry {
    try handle.withRaw { folder throws(FileSystemError) in
      var status = stat()
      guard fstat(folder, &status) == 0 else { throw failure(.inspect, "") }
      return FileEntry(status)
    }
  }

  func entry(_ path: String) throws(FileSystemError) -> FileEntry? {
    do {
      return try perform(.inspect, path) { folder, name throws(FileSystemError) in
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
          throw failure(.inspect, path)
        }
        return FileEntry(status)
      }
    } catch {
      guard error.kind == .notFound else { throw error }
      return nil
    }
  }

  /// Reads a file, and what it is at that moment.
  func read(
    _ path: String, limit: Int = Folder.fileLimit
  ) throws(FileSystemError) -> (entry: FileEntry, bytes: [UInt8]) {
    try perform(.read, path) { folder, name throws(FileSystemError) in
      // Not to hang on a pipe that someone put there.
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
      let raw = retrying { openat(folder, name, flags) }
      guard raw >= 0 else { throw failure(.read, path) }
      return try Descriptor(raw).withRaw { file throws(FileSystemError) in
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(.read, path) }
        let entry = FileEntry(status)
        switch entry.kind {
        case .file: break
        case .folder: throw FileSystemError(.isAFolder, .read, display(path))
        case .link, .other: throw FileSystemError(.notAFile, .read, display(path))
        }
        return (entry, try readAll(file, expecting: entry.size, limit: limit, path))
      }
    }
  }

  private func readAll(
    _ file: Int32, expecting size: Int, limit: Int, _ path: String
  ) throws(FileSystemError) -> [UInt8] {
    guard size <= limit else {
      throw FileSystemError(.tooLarge(limit: limit), .read, display(path))
    }
    var bytes: [UInt8] = []
    // One byte more than the size, so that the end is seen with the second call and growth is noticed.
    var room = size + 1
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = retrying { Glibc.read(file, buffer.baseAddress, room) }
        filled = max(0, count)
      }
      guard count >= 0 else { throw failure(.read, path) }
      if count == 0 { return bytes }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
      guard bytes.count <= limit else {
        throw FileSystemError(.tooLarge(limit: limit), .read, display(path))
      }
      room = max(4096, size + 1 - bytes.count)
    }
  }
}
