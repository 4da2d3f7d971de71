import CFileSystem
import GitKit
import Glibc

extension Folder {
  /// The permissions of a new file of a mode, whatever the process's mask is: a build copies them into an image, where
  /// another user has to read and run the files.
  static func permissions(_ mode: FileMode) -> UInt32 {
    mode == .executable ? 0o755 : 0o644
  }

  /// Creates a file; never over something that is there.
  func create(
    _ path: String, _ bytes: [UInt8], permissions: UInt32, owner: FileEntry.Owner? = nil,
    flush: Bool = false
  ) throws(FileSystemError) {
    let raw = try openNew(path, 0o600)
    do {
      try fill(raw, bytes, permissions, owner, flush: flush, path)
    } catch {
      close(raw)
      throw error
    }
    // Some file systems report a full disk only now.
    guard close(raw) == 0 else { throw failure(.write, path) }
  }

  /// Creates an empty file, open for writing; never over something that is there.
  func openNew(_ path: String, _ mode: mode_t) throws(FileSystemError) -> Int32 {
    try perform(.create, path) { folder, name throws(FileSystemError) in
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let raw = retrying { openat(folder, name, flags, mode) }
      guard raw >= 0 else { throw failure(.create, path) }
      return raw
    }
  }

  /// Writes the content of a file that was created.
  ///
  /// - Parameter permissions: `nil` leaves those that it has.
  func fill(
    _ file: Int32, _ bytes: [UInt8], _ permissions: UInt32?, _ owner: FileEntry.Owner?,
    flush: Bool, _ path: String
  ) throws(FileSystemError) {
    try observer?.willPerform(.write, at: path)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        retrying { write(file, buffer.baseAddress?.advanced(by: done), bytes.count - done) }
      }
      guard count >= 0 else { throw failure(.write, path) }
      done += count
    }
    // Only the superuser can give a file to its former owner; for anyone else it is theirs, as any new file is.
    if let owner, geteuid() == 0, fchown(file, owner.user, owner.group) != 0, errno != EPERM {
      throw failure(.setMode, path)
    }
    if let permissions {
      try observer?.willPerform(.setMode, at: path)
      guard fchmod(file, permissions) == 0 else { throw failure(.setMode, path) }
    }
    guard flush else { return }
    try observer?.willPerform(.sync, at: path)
    guard fsync(file) == 0 else { throw failure(.sync, path) }
  }

  /// Makes a second name for a file; never over something that is there.
  func link(_ path: String, as other: String) throws(FileSystemError) {
    try both(.link, path, other) { from, name, to, newName in
      linkat(from, name, to, newName, 0)
    }
  }

  /// Moves a file, over another one if there is one; into another folder if one is named.
  func rename(
    _ path: String, over other: String, in target: Folder? = nil
  ) throws(FileSystemError) {
    try both(.rename, path, other, in: target) { from, name, to, newName in
      renameat(from, name, to, newName)
    }
  }

  /// Moves a file, never over something that is there; into another folder if one is named.
  func rename(
    _ path: String, to other: String, in target: Folder? = nil
  ) throws(FileSystemError) {
    try both(.rename, path, other, in: target) { from, name, to, newName in
      let result = confomeet_rename_exclusive(from, name, to, newName)
      guard result != 0, errno == EINVAL || errno == ENOSYS else { return result }
      // Network file systems don't know the flag; they know links.
      guard linkat(from, name, to, newName, 0) == 0 else { return -1 }
      return unlinkat(from, name, 0)
    }
  }

  /// Lets two files take each other's place; the other one may be in another folder.
  ///
  /// - Returns: whether the file system knows how; network file systems don't.
  func exchange(
    _ path: String, with other: String, in target: Folder? = nil
  ) throws(FileSystemError) -> Bool {
    do {
      try both(.rename, path, other, in: target) { from, name, to, newName in
        confomeet_rename_exchange(from, name, to, newName)
      }
      return true
    } catch {
      switch error.kind {
      case .system(EINVAL), .system(ENOSYS), .system(EOPNOTSUPP): return false
      default: throw error
      }
    }
  }

  /// Removes a file or link.
  ///
  /// - Returns: whether it was there.
  @discardableResult
  func remove(_ path: String) throws(FileSystemError) -> Bool {
    do {
      try perform(.remove, path) { folder, name throws(FileSystemError) in
        guard unlinkat(folder, name, 0) == 0 else { throw failure(.remove, path) }
      }
      return true
    } catch {
      guard error.kind == .notFound else { throw error }
      return false
    }
  }

  /// Creates a folder; one that is there gets the permissions.
  func createFolder(_ path: String, permissions: UInt32 = 0o755) throws(FileSystemError) {
    try perform(.createFolder, path) { folder, name throws(FileSystemError) in
      guard mkdirat(folder, name, 0o700) == 0 else {
        let code = errno
        var status = stat()
        guard code == EEXIST, fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
          throw FileSystemError(errno: code, .createFolder, display(path))
        }
        switch FileEntry(status).kind {
        case .folder: break
        case .link: throw FileSystemError(.isALink, .createFolder, display(path))
        case .file, .other: throw FileSystemError(.notAFolder, .createFolder, display(path))
        }
        return
      }
    }
    try perform(.setMode, path) { folder, name throws(FileSystemError) in
      guard fchmodat(folder, name, permissions, 0) == 0 else { throw failure(.setMode, path) }
    }
  }

  /// Removes a folder if it is empty; anything else that stands there is left alone.
  ///
  /// - Returns: whether no folder is there any more.
  @discardableResult
  func removeFolder(_ path: String) throws(FileSystemError) -> Bool {
    do {
      try perform(.removeFolder, path) { folder, name throws(FileSystemError) in
        guard unlinkat(folder, name, AT_REMOVEDIR) == 0 else {
          throw failure(.removeFolder, path)
        }
      }
      return true
    } catch {
      switch error.kind {
      case .notFound, .notAFolder: return true
      case .notEmpty, .exists: return false
      default: throw error
      }
    }
  }

  /// Flushes the whole file system that the folder is on: one call costs less than one for each file.
  func syncFileSystem() throws(FileSystemError) {
    try observer?.willPerform(.sync, at: "")
    try handle.withRaw { folder throws(FileSystemError) in
      guard confomeet_sync_file_system(folder) == 0 else { throw failure(.sync, "") }
    }
  }

  /// Flushes the names in this folder.
  func syncNames() throws(FileSystemError) {
    try observer?.willPerform(.sync, at: "")
    try handle.withRaw { folder throws(FileSystemError) in
      guard fsync(folder) == 0 else { throw failure(.sync, "") }
    }
  }

  /// Locks the folder against other processes, until it is unlocked or the process ends, however it ends.
  ///
  /// - Throws: ``FileSystemError``: `locked` when another process has it.
  func lockExclusively() throws(FileSystemError) {
    try observer?.willPerform(.lock, at: "")
    try handle.withRaw { folder throws(FileSystemError) in
      for attempt in 1...Self.lockAttempts {
        if retrying({ flock(folder, LOCK_EX | LOCK_NB) }) == 0 { return }
        guard errno == EWOULDBLOCK, attempt < Self.lockAttempts else { throw failure(.lock, "") }
        // One that only looks, as below, is gone in a moment.
        usleep(5_000)
      }
    }
  }

  private static let lockAttempts = 20

  /// Whether another process, or another opening of the folder, has the lock.
  var isLockedByAnother: Bool {
    handle.withRaw { folder in
      guard retrying({ flock(folder, LOCK_SH | LOCK_NB) }) == 0 else { return errno == EWOULDBLOCK }
      _ = flock(folder, LOCK_UN)
      return false
    }
  }

  /// Gives up the lock, also for copies of the descriptor that another process has got by a fork.
  func unlock() {
    handle.withRaw { folder in _ = flock(folder, LOCK_UN) }
  }

  private func both(
    _ operation: FileOperation, _ path: String, _ other: String, in target: Folder? = nil,
    _ call: (Int32, String, Int32, String) -> Int32
  ) throws(FileSystemError) {
    let target = target ?? self
    try target.perform(operation, other) { to, newName throws(FileSystemError) in
      let slash = path.utf8.lastIndex(of: Self.slash)
      let parent = try descend(to: path[..<(slash ?? path.startIndex)], operation)
      let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
      let result = parent.withRaw { from in call(from, name, to, newName) }
      guard result == 0 else { throw target.failure(operation, other) }
    }
  }
}
