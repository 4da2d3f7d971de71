import Findings
import GitKit

/// A deployment's folder and the place of its lock, opened for one run.
final class OpenDeployment {
  let places: Places
  /// The folder; `nil` when it is not there yet.
  let folder: Folder?
  /// The place of the lock; `nil` when that is in the folder, which is not there yet.
  let lock: LockFile?
  /// What is known of a run that was cut off while it wrote.
  let interruption: Interruption
  /// Keeps other runs from writing; `nil` for a run that only reads, and when the folder is not there yet.
  private let writer: DeploymentWriter?

  /// What is known of a run that was cut off while it wrote.
  enum Interruption {
    case none
    /// The deployment may be half-written.
    case found
    /// Everything is as it was before that run.
    case undone
  }

  /// Opens it for a run that writes: keeps other runs away for as long as this value lives, and undoes a run that was
  /// interrupted, before anything is read.
  init(
    toWrite places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) {
    self.places = places
    do throws(DeploymentError) {
      let lock = try onFileSystem { () throws(FileSystemError) in
        try LockFile.ifFolderIsThere(
          places.lock, deployment: places.deployment, observer: places.observer)
      }
      writer = try lock.flatMap { (lock) throws(DeploymentError) in
        try DeploymentWriter.ofExisting(
          places.deployment, lock: lock, observer: places.observer
        ) { progress(.recover) }
      }
      self.lock = lock
    } catch {
      throw UpgradeFailure(error)
    }
    folder = writer?.folder
    try PatchSetFolder.recover(places) { progress(.recover) }
    interruption = writer?.recovery == .undone ? .undone : .none
  }

  /// Opens it for a run that only reads.
  fileprivate init(toRead places: Places, isInterrupted: Bool) throws(UpgradeFailure) {
    self.places = places
    do throws(FileSystemError) {
      lock = try LockFile.ifFolderIsThere(places.lock, deployment: places.deployment)
      folder = try Folder.ifThere(at: places.deployment)
    } catch {
      throw UpgradeFailure(error)
    }
    writer = nil
    interruption = isInterrupted ? .found : .none
  }

  /// Runs what only reads, and again when another run wrote meanwhile.
  static func read<Value>(
    _ places: Places, _ body: (OpenDeployment) throws(UpgradeFailure) -> Value
  ) throws(UpgradeFailure) -> Value {
    try DeploymentWatch(places).undisturbed { (isInterrupted) throws(UpgradeFailure) in
      try body(OpenDeployment(toRead: places, isInterrupted: isInterrupted))
    }
  }

  /// The lock as it is now.
  func readLock() throws(UpgradeFailure) -> LockedState {
    try LockedState(lock, path: places.lock)
  }

  /// Makes all changes, or none.
  ///
  /// - Throws: ``UpgradeFailure``; nothing was written.
  func write(_ changes: ChangeSet) throws(UpgradeFailure) {
    try places.checkReports(against: changes.paths)
    let cancellation = places.connection.cancellation
    do throws(DeploymentError) {
      _ = try openWriter().apply(changes, isCancelled: { cancellation.isCancelled })
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// The writer; the folder is made when it is not there.
  private func openWriter() throws(DeploymentError) -> DeploymentWriter {
    if let writer { return writer }
    return try DeploymentWriter(
      deployment: places.deployment,
      lock: try LockFile(at: places.lock, observer: places.observer), observer: places.observer)
  }

  /// Stops a run that must not read what may be half-written.
  func checkWhole() throws(UpgradeFailure) {
    guard interruption == .found else { return }
    throw UpgradeFailure(
      .writeFailed, "an earlier run was interrupted, and this one does not undo it",
      advice: [
        "run the interrupted command again: every run that writes first undoes what was half done"
      ])
  }
}
