import CLibGit2
import Glibc

/// Says in a repository which branch is being moved, for as long as that takes.
///
/// Git moves a branch under a lock, a file beside it, which stays for ever when the process is killed right then. By the
/// claim the next one knows whose it is.
struct BranchClaim {
  /// The repository's folder, or the one that it shares with other work trees; it ends with a slash.
  let folder: String

  private var path: String { folder + "confomeet-upgrade" }

  /// How often, and how many microseconds apart, it is looked whether a lock goes away by itself: git has that of one
  /// branch for a moment, and it may be one of today's.
  private static let looks = (count: 50, interval: UInt32(20_000))

  /// Claims a branch while something is done; what a process that was killed has left is removed before.
  func hold(_ reference: String, _ body: () throws(GitError) -> Void) throws(GitError) {
    let lock = try lock()
    defer { lock.unlock() }
    try removeLock(of: readSmallFile(path))
    try write(reference)
    defer { if removeOwnLock(of: reference) { unlink(path) } }
    try body()
  }

  /// Removes what a process that was killed has left, if one was.
  func recover() throws(GitError) {
    guard access(path, F_OK) == 0 else { return }
    let lock = try lock()
    defer { lock.unlock() }
    try removeLock(of: readSmallFile(path))
    unlink(path)
  }

  /// The file of the lock that git moves a branch under.
  func lockFile(of reference: String) -> String { folder + reference + ".lock" }

  private func lock() throws(GitError) -> FileLock {
    while true {
      let lock = try FileLock(path, Connection())
      // Whoever had it has removed it.
      if lock.isStill(at: path) { return lock }
      lock.unlock()
    }
  }

  private func removeLock(of reference: String) throws(GitError) {
    guard reference.hasPrefix(Repository.branchPrefix), Self.isValid(reference) else { return }
    _ = removeOwnLock(of: reference)
    let file = lockFile(of: reference)
    for _ in 0..<Self.looks.count {
      guard access(file, F_OK) == 0 else { return }
      usleep(Self.looks.interval)
    }
    guard unlink(file) == 0 || errno == ENOENT else { throw .io("remove the lock `\(file)`") }
  }

  /// Removes the lock if it is the branch itself by another name, as it is for a moment when the branch has been moved.
  ///
  /// - Returns: whether it is not, or no longer, there as such.
  private func removeOwnLock(of reference: String) -> Bool {
    var (lock, branch) = (stat(), stat())
    guard lstat(lockFile(of: reference), &lock) == 0, lstat(folder + reference, &branch) == 0,
      lock.st_ino == branch.st_ino, lock.st_dev == branch.st_dev
    else { return true }
    return unlink(lockFile(of: reference)) == 0
  }

  private static func isValid(_ reference: String) -> Bool {
    var isValid: Int32 = 0
    return git_reference_name_is_valid(&isValid, reference) == 0 && isValid == 1
  }

  /// Writes the claim to the disk: it has to be there before the lock is.
  private func write(_ reference: String) throws(GitError) {
    let file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw .io("write `\(path)`") }
    defer { close(file) }
    guard Glibc.write(file, reference, reference.utf8.count) == reference.utf8.count,
      fsync(file) == 0
    else { throw .io("write `\(path)`") }
  }
}

extension Repository {
  /// Removes the lock of a branch that a run was moving when it was killed.
  package func recoverBranch() throws(GitError) {
    try claim.recover()
  }

  /// The file that keeps others from moving a branch, if there is one: a process is at work, or was killed.
  package func lockFile(ofBranch name: String) -> String? {
    let file = claim.lockFile(of: Self.branchPrefix + name)
    return access(file, F_OK) == 0 ? file : nil
  }

  var claim: BranchClaim { BranchClaim(folder: text(git_repository_commondir(pointer))) }
}
