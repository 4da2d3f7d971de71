import Glibc

/// A file beside another, in which that one's new content is made before it takes its place: nobody ever sees half of it.
///
/// It is locked while it is in use, so that one whose process was killed is known by that.
package struct Draft {
  private let folder: Folder
  private let path: String

  private static let ending = "partial"
  private static let attempts = 100

  /// Names the other file, which may not be there yet.
  ///
  /// - Parameter path: its path below the folder; no link.
  init(of path: String, in folder: Folder) {
    (self.folder, self.path) = (folder, path)
  }

  /// Gives the other file a new content, or leaves it as it is.
  ///
  /// - Parameters:
  ///   - permissions: those of the file; `nil` for what the process's mask leaves of `0o666`.
  ///   - flush: whether the content is on the disk before it takes its place.
  package func replace(
    with bytes: [UInt8], permissions: UInt32? = nil, flush: Bool = false
  ) throws(FileSystemError) {
    try make(permissions == nil ? 0o666 : 0o600) { (file, draft) throws(FileSystemError) in
      try folder.fill(file, bytes, permissions, nil, flush: flush, draft)
      // Some file systems report a full disk only when a descriptor is closed.
      guard close(dup(file)) == 0 else { throw folder.failure(.write, draft) }
      try folder.rename(draft, over: path)
    }
  }

  /// Looks whether the other file can be given a new content.
  package func check() throws(FileSystemError) {
    // Without a name, which nothing is left of, whatever happens; where the file system has that.
    do throws(FileSystemError) {
      try folder.perform(.create, path) { (parent, _) throws(FileSystemError) in
        let file = openat(parent, ".", Self.withoutName | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw folder.failure(.create, path) }
        close(file)
      }
    } catch {
      try make(0o600) { (_, draft) throws(FileSystemError) in try folder.remove(draft) }
    }
  }

  /// O_TMPFILE, which Swift's Glibc module leaves out.
  private static let withoutName = 0o20_000_000 | O_DIRECTORY

  /// Makes the file, and removes it when `body` fails.
  ///
  /// - Parameter body: gets its descriptor and path, and gives it another name.
  private func make(
    _ mode: mode_t, _ body: (Int32, String) throws(FileSystemError) -> Void
  ) throws(FileSystemError) {
    for attempt in 0..<Self.attempts {
      let draft = "\(parent).\(name).\(getpid()).\(attempt).\(Self.ending)"
      let file: Int32
      do throws(FileSystemError) {
        file = try folder.openNew(draft, mode)
      } catch {
        // Processes in containers have the same few numbers.
        guard error.kind == .exists else { throw error }
        continue
      }
      defer { close(file) }
      // Another run may take it for left behind before it is locked. Not every file system has locks.
      if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { continue }
      var status = stat()
      if fstat(file, &status) == 0, status.st_nlink == 0 { continue }
      do throws(FileSystemError) {
        return try body(file, draft)
      } catch {
        // What can't be removed now, the next run removes.
        _ = try? folder.remove(draft)
        throw error
      }
    }
    throw FileSystemError(.exists, .create, folder.display(path))
  }

  private var slash: String.Index? { path.utf8.lastIndex(of: Folder.slash) }
  /// The folder's path, slash included; empty at the top.
  private var parent: Substring { slash.map { path[...$0] } ?? "" }
  private var name: Substring { slash.map { path[path.utf8.index(after: $0)...] } ?? path[...] }
}

extension Draft {
  /// The name of the file that a draft of some name is for; `nil` for any other name.
  static func subject(of name: String) -> Substring? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 5, parts[0].isEmpty, parts.last == Self.ending[...],
      parts.dropLast().suffix(2).allSatisfy({ part in
        !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return nil }
    return name[parts[1].startIndex..<parts[parts.count - 4].endIndex]
  }

  /// Removes what killed runs have left for this file.
  package func removeLeftovers() throws(FileSystemError) {
    for found in try folder.names(in: String(parent.dropLast())) {
      guard Self.subject(of: found) == name else { continue }
      try Self.removeIfLeft(parent + found, in: folder)
    }
  }

  /// Removes a draft unless a run is at work on it.
  static func removeIfLeft(_ path: String, in folder: Folder) throws(FileSystemError) {
    try folder.perform(.remove, path) { (parent, name) throws(FileSystemError) in
      let file = openat(parent, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard file >= 0 else { return }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        flock(file, LOCK_EX | LOCK_NB) == 0
      else { return }
      guard unlinkat(parent, name, 0) == 0 || errno == ENOENT else {
        throw folder.failure(.remove, path)
      }
    }
  }
}
