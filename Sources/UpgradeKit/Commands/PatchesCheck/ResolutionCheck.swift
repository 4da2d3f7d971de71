package import Findings
import GitKit
import PatchKit

/// Whether resolutions can still match a conflict.
package enum ResolutionCheck {
  /// Looks for resolutions that match nothing any more.
  ///
  /// With a lock and its deployment an upgrade to every newer release is tried, without writing: what none of them comes
  /// across, matches nothing. Without them a resolution counts as long as its place is generated for the newest release,
  /// or one of upstream's two sides is generated for its own releases.
  ///
  /// - Parameter sources: with the patch set; deployment and lock are where its places say.
  /// - Returns: a finding for each, in the order of their files.
  /// - Throws: ``UpgradeFailure`` when upstream, the lock or the deployment cannot be read.
  package static func findings(with sources: Sources) throws(UpgradeFailure) -> [Finding] {
    guard !sources.patchSet.resolutions.isEmpty else { return [] }
    let upstream = try sources.openUpstream()
    return try OpenDeployment.read(sources.places) { (deployment) throws(UpgradeFailure) in
      try findings(try Context(sources, deployment), upstream)
    }
  }

  private static func findings(
    _ context: Context, _ upstream: Upstream
  ) throws(UpgradeFailure) -> [Finding] {
    let resolutions = context.patchSet.resolutions
    let releases = Releases(context.sources, upstream)
    try context.deployment.checkWhole()
    guard let lock = context.lock, let current = try context.lockedRelease?.name,
      let folder = context.deployment.folder, try !isElsewhere(folder, lock)
    else {
      var idle: [Finding] = []
      for resolution in resolutions where try !releases.canMatch(resolution) {
        idle.append(
          resolution.matchesNothing("neither its place nor upstream's sides are generated any more")
        )
      }
      return idle
    }
    try context.locked.checkTag(in: upstream)
    var open = resolutions
    for release in releases.after(current, first: resolutions.map(\.to)) where !open.isEmpty {
      let target = try context.sources.inputs(for: release)
      guard target.generation.conflicts.isEmpty else { continue }
      let plan = try UpgradePlan(target, in: context, files: folder)
      let used = Set(plan.replays.filter(\.isMatch).map(\.resolution.path))
      open.removeAll { used.contains($0.path) }
    }
    return open.map { $0.matchesNothing("no upgrade of this deployment from \(current) needs it") }
  }

  /// Whether none of the files of the lock is there, so that it tells nothing about this folder.
  private static func isElsewhere(
    _ deployment: Folder, _ lock: Lock
  ) throws(UpgradeFailure) -> Bool {
    do throws(FileSystemError) {
      return try DeploymentState(of: deployment, generated: lock.generated, coming: []).isNew
    } catch {
      throw UpgradeFailure(error)
    }
  }
}

extension Replay {
  /// Whether the resolution is of the conflict, used or not.
  fileprivate var isMatch: Bool {
    switch outcome {
    case .settled, .refused, .unheard: true
    case .mismatched: false
    }
  }
}

extension Resolution {
  fileprivate func matchesNothing(_ why: String) -> Finding {
    Finding(
      .resolutionMatchesNothing, "the resolution for \(subject) matches nothing any more",
      places: [place.place], evidence: [why],
      advice: ["remove the file when every deployment is past \(to)"])
  }
}
