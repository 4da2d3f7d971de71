package import GitKit
import Glibc

/// Writes to a deployment, all or nothing; the only writer there is at a time.
///
/// What holds:
/// - A process that is killed at any moment leaves a deployment that is wholly the old one or wholly the new one after
///   the next writer was made for it. The moment between the two is the removal of the journal (``Staging``).
/// - After a loss of power the same holds on file systems that keep the order of changes to names (ext4, XFS, Btrfs):
///   contents are flushed before any name refers to them. That a reported success has reached the disk is not claimed.
/// - Errors and cancelling leave everything as it was. No temporary file stays, whatever the end.
/// - Files are exchanged by renaming, so a reader sees the old or the new bytes of a file, never a part.
package final class DeploymentWriter {
  /// What a writer found of a run that was interrupted.
  package enum Recovery: Sendable, Hashable {
    case nothing
    /// Files that were prepared, or left to be thrown away; the deployment itself had not changed or was complete.
    case removedLeftovers
    /// The interrupted run was undone.
    case undone
  }

  /// The deployment's folder.
  package let folder: Folder
  /// The place of the lock.
  package let lock: LockFile
  /// What was found, and put right, of a run that was interrupted.
  package private(set) var recovery = Recovery.nothing
  private let madeFolders: [String]

  /// Opens a deployment for writing, makes its folder if it isn't there, keeps other writers away until this one is
  /// gone, and undoes a run that was interrupted.
  ///
  /// - Parameter lock: opened when the deployment's folder is there, in which it may lie.
  /// - Throws: ``DeploymentError``, with nothing touched: `anotherRun`; `fileSystem` when the path is a file or can't be
  ///   made; an obstacle to undoing the interrupted run.
  package convenience init(
    deployment path: String, lock: @autoclosure () throws(FileSystemError) -> LockFile,
    observer: (any FileStepObserver)? = nil
  ) throws(DeploymentError) {
    let (folder, made) = try onFileSystem { () throws(FileSystemError) in
      try Folder.make(at: path, observer: observer)
    }
    let file: LockFile
    do throws(FileSystemError) {
      file = try lock()
    } catch {
      for path in made.reversed() { rmdir(path) }
      throw .fileSystem(error)
    }
    try self.init(folder, made, lock: file)
  }

  /// Opens a deployment for writing, as the initializer does, but makes no folder.
  ///
  /// - Parameter willUndo: called before an interrupted run is undone, if there is one.
  /// - Returns: `nil` when the folder is not there.
  static func ofExisting(
    _ path: String, lock: LockFile, observer: (any FileStepObserver)?, willUndo: () -> Void
  ) throws(DeploymentError) -> DeploymentWriter? {
    let folder = try onFileSystem { () throws(FileSystemError) in
      try Folder.ifThere(at: path, observer: observer)
    }
    return try folder.map { (folder) throws(DeploymentError) in
      try DeploymentWriter(folder, [], lock: lock, willUndo: willUndo)
    }
  }

  private init(
    _ folder: Folder, _ made: [String], lock: LockFile, willUndo: () -> Void = {}
  ) throws(DeploymentError) {
    (self.folder, self.lock, madeFolders) = (folder, lock, made)
    do {
      try folder.lockExclusively()
    } catch {
      throw error.kind == .locked ? .anotherRun(deployment: folder.name) : .fileSystem(error)
    }
    let isInterrupted = try onFileSystem { () throws(FileSystemError) in
      try Self.isInterrupted(folder)
    }
    guard isInterrupted else { return }
    willUndo()
    recovery = try recover()
  }

  deinit {
    folder.unlock()
    // A folder that was made for nothing goes again; one that has something in it stays.
    for path in madeFolders.reversed() { rmdir(path) }
  }

  /// Whether a run on this deployment was interrupted and is yet to be undone; for runs that write nothing.
  ///
  /// - Throws: ``FileSystemError``.
  package static func isInterrupted(_ deployment: Folder) throws(FileSystemError) -> Bool {
    try deployment.entry(Staging.folder) != nil
  }

  /// What was written.
  package struct Outcome: Sendable, Hashable {
    /// The files that were written, sorted.
    package internal(set) var written: [TreePath] = []
    /// The files that were removed, sorted.
    package internal(set) var removed: [TreePath] = []
    /// Whether the lock was written.
    package internal(set) var movedLock = false
    /// Why the folder for unfinished work could not be cleared; the next run will do it.
    package internal(set) var leftover: DeploymentError?
  }

  /// Makes all changes, or none.
  ///
  /// Changes that change nothing are passed over; if there are no others, nothing at all is written.
  ///
  /// - Parameter isCancelled: asked before each step, until the lock has been written: then the run completes.
  /// - Throws: ``DeploymentError``.
  package func apply(
    _ changes: ChangeSet, isCancelled: () -> Bool = { false }
  ) throws(DeploymentError) -> Outcome {
    var plan = try Plan(changes, in: folder, lock: lock)
    guard !plan.isEmpty else { return Outcome() }
    do {
      try stage(&plan, isCancelled)
      try move(plan, isCancelled)
    } catch {
      do {
        _ = try recover()
      } catch let obstacle {
        throw .undoFailed(cause: error, obstacle: obstacle)
      }
      throw error
    }
    var outcome = plan.outcome
    do {
      try Staging.remove(from: folder)
    } catch {
      outcome.leftover = error
    }
    return outcome
  }
}
