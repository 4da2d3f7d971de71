import GitKit
import PatchKit

/// What a command works on: read once, and passed on.
///
/// It belongs to one thread, like the sources.
final class Context {
  let sources: Sources
  let deployment: OpenDeployment
  /// The lock as it is on disk.
  let locked: LockedState
  /// Where files are looked for as they were.
  private(set) lazy var repositories = OwnRepositories([places.patches, places.deployment])

  init(_ sources: Sources, _ deployment: OpenDeployment) throws(UpgradeFailure) {
    self.sources = sources
    self.deployment = deployment
    locked = try deployment.readLock()
    try deployment.places.checkReports(against: locked)
  }

  var places: Places { deployment.places }
  var patchSet: PatchSet { sources.patchSet }
  /// The findings that people live with today.
  var acceptances: Acceptances { sources.acceptances }
  /// The lock; `nil` when there is none yet.
  var lock: Lock? { locked.lock }

  /// The locked release: what the lock says it is, whatever the tag names now.
  var lockedRelease: Release? {
    lock.flatMap { lock in
      ReleaseName(lock.upstream.tag).map {
        Release(name: $0, commit: lock.upstream.commit, tagObject: lock.upstream.tagObject)
      }
    }
  }
}

extension Context {
  /// Reads for a run that writes, after what an interrupted run left was undone; other runs are kept away for as long as
  /// the context lives.
  static func toWrite(
    _ places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Context {
    let deployment = try OpenDeployment(toWrite: places, progress: progress)
    progress(.patchSet)
    return try Context(try Sources(places), deployment)
  }

  /// Runs a command that only reads, and again when another run wrote meanwhile.
  static func read<Value>(
    _ places: Places, progress: (RunStage) -> Void = { _ in },
    _ body: (Context) throws(UpgradeFailure) -> Value
  ) throws(UpgradeFailure) -> Value {
    progress(.patchSet)
    let sources = try Sources(places)
    return try OpenDeployment.read(places) { (deployment) throws(UpgradeFailure) in
      try body(Context(sources, deployment))
    }
  }
}
