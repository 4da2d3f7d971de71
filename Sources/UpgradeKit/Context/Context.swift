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
  private var lockedCommit: Release?
  /// Where files are looked for as they were.
  private(set) lazy var repositories = OwnRepositories(
    [places.patches] + places.folders(generating: patchSet.deployment.directory))

  /// Those of them that the deployment lies in: what they have was once there.
  private(set) lazy var deploymentRepositories = OwnRepositories(
    places.folders(generating: patchSet.deployment.directory))

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

  /// The locked release: what the lock says it is, whatever the tag names now. Of a commit without a tag upstream tells
  /// what it is; `nil` when it does not have it.
  var lockedRelease: Release? {
    get throws(UpgradeFailure) {
      guard let locked = lock?.upstream else { return nil }
      guard locked.tag == nil else {
        return locked.release.map {
          Release(name: $0, commit: locked.commit, tagObject: locked.tagObject)
        }
      }
      if let known = lockedCommit { return known }
      let upstream = try sources.openUpstream(wanting: UpstreamReference(locked.reference))
      guard upstream.repository.contains(locked.commit) else { return nil }
      lockedCommit = try upstream.release(of: locked.commit)
      return lockedCommit
    }
  }
}

extension Context {
  /// The locked release, or the newest before a locked commit: what records of conflicts name, and what the patch set
  /// pins images to.
  var lockedName: ReleaseName? {
    get throws(UpgradeFailure) { try lockedRelease.flatMap { ReleaseName($0.name.tag) } }
  }

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
  ///
  /// - Parameter sources: what other deployments have been read with; `nil` when this is the only one.
  static func read<Value>(
    _ places: Places, with sources: Sources? = nil, progress: (RunStage) -> Void = { _ in },
    _ body: (Context) throws(UpgradeFailure) -> Value
  ) throws(UpgradeFailure) -> Value {
    progress(.patchSet)
    let sources = if let sources { sources } else { try Sources(places) }
    return try OpenDeployment.read(places) { (deployment) throws(UpgradeFailure) in
      try body(Context(sources, deployment))
    }
  }
}
