import Findings
import GitKit
import Glibc

/// Watches a deployment while a run reads it that has no right to keep others from writing.
///
/// Every run that writes leaves traces that last: it makes the folder for unfinished work at the top of the deployment
/// and takes it away again, and mostly replaces the lock.
struct DeploymentWatch {
  private let places: Places

  /// How often something is read at most: a service that always writes at the top of the deployment changes it as well.
  private static let attempts = 4
  /// How long a run that is writing is waited for, after how long a person is told, and how often it is looked whether it
  /// is done, in milliseconds.
  private static let patience = 10_000
  private static let silence = 1_000
  private static let interval = 20

  init(_ places: Places) {
    self.places = places
  }

  /// What a run that writes changes.
  private struct Traces: Equatable {
    /// The top of the deployment; `nil` when it is not there.
    var top: FileEntry?
    /// The lock; `nil` when it is not there.
    var lock: FileEntry?
    /// Whether a run was cut off while it wrote.
    var isInterrupted = false
  }

  /// Reads something while no other run writes.
  ///
  /// - Parameter body: reads; it is told whether a run was cut off while it wrote.
  func undisturbed<Value>(
    _ body: (_ isInterrupted: Bool) throws(UpgradeFailure) -> Value
  ) throws(UpgradeFailure) -> Value {
    var attempt = 1
    while true {
      let before = try settled()
      let result: Result<Value, UpgradeFailure>
      do throws(UpgradeFailure) {
        result = .success(try body(before.isInterrupted))
      } catch {
        result = .failure(error)
      }
      // What was read half of the old and half of the new tells nothing, a failure neither.
      let after = try settled()
      if after == before || (attempt >= Self.attempts && after.lock == before.lock) {
        return try result.get()
      }
      guard attempt < Self.attempts else { throw busy }
      try places.checkCancelled()
      attempt += 1
    }
  }

  /// The traces at a moment when no run writes.
  private func settled() throws(UpgradeFailure) -> Traces {
    for look in 0...(Self.patience / Self.interval) {
      if let traces = try traces() { return traces }
      try places.checkCancelled()
      if look == Self.silence / Self.interval {
        let folder = places.deployment
        places.connection.notice?(.waiting(lock: folder, holder: LockHolder.of(folder)))
      }
      usleep(UInt32(Self.interval) * 1_000)
    }
    throw busy
  }

  /// The traces; `nil` while a run writes.
  private func traces() throws(UpgradeFailure) -> Traces? {
    do throws(FileSystemError) {
      var traces = Traces()
      traces.lock =
        try LockFile.ifFolderIsThere(places.lock, deployment: places.deployment)?.entry()
      guard let folder = try Folder.ifThere(at: places.deployment) else { return traces }
      traces.top = try folder.entry()
      traces.isInterrupted = try DeploymentWriter.isInterrupted(folder)
      // Whose work it is that lies there unfinished.
      return traces.isInterrupted && folder.isLockedByAnother ? nil : traces
    } catch {
      throw UpgradeFailure(error)
    }
  }

  private var busy: UpgradeFailure {
    UpgradeFailure(
      .anotherRun, "another run keeps writing to `\(places.deployment)`",
      advice: ["wait until it has finished; a run that was killed holds nothing"])
  }
}
