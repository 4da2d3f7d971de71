import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Resolve {
  /// Decides on the conflicts that an upgrade comes across.
  static func unmarked(
    _ take: Resolution.Outcome, _ request: Request, _ patchSet: PatchSet, _ locked: LockedState,
    _ deployment: Folder
  ) throws(UpgradeFailure) -> (Result, [Found]) {
    guard try PendingUpgrade.read(in: deployment) == nil else {
      throw UpgradeFailure(
        .pendingUpgrade, "conflicts are marked in this deployment: the files tell what is decided",
        advice: [
          "run `confomeet-upgrade resolve` without `--release`; `--take` is for files without marks"
        ])
    }
    let plan = try plan(request.upgrade, patchSet, locked, deployment)
    let decisions = plan.comparison.decisions.filter { $0.verdict == .conflict }
    let selection = try Selection(request, among: decisions.map(\.path), replays: plan.replays)
    let context = MergeContext(
      from: locked.lock.flatMap { ReleaseName($0.upstream.tag) },
      to: ReleaseName(request.upgrade.release))
    var result = Result(release: request.upgrade.release)
    var found: [Found] = []
    for decision in decisions where selection.contains(decision.path) {
      guard let merged = decision.merge else {
        result.problems += [decision.obstacle].compactMap(\.self)
        continue
      }
      let resolutions = merged.conflicts.filter(selection.contains)
        .compactMap { $0.resolution(take, reason: request.reason, context) }
      let replays = ReplayedFile(merged, by: resolutions).replays
      result.problems += replays.filter { $0.outcome == .refused }.map(\.finding)
      let used = Set(replays.filter { $0.outcome == .settled }.map(\.resolution.path))
      found += resolutions.filter { used.contains($0.path) }
        .map { Found(path: decision.path, resolution: $0) }
    }
    guard !found.isEmpty || !result.problems.isEmpty else { throw selection.nothing }
    return (result, found)
  }

  private static func plan(
    _ request: UpgradeRequest, _ patchSet: PatchSet, _ locked: LockedState, _ deployment: Folder
  ) throws(UpgradeFailure) -> UpgradePlan {
    let upstream = try Upstream.open(
      request.source(for: patchSet), releases: patchSet.upstream.releases,
      wanting: ReleaseName(request.release))
    let release = try upstream.release(named: request.release)
    try locked.checkTag(in: upstream)
    let inputs = try ResolutionCheck.Releases(patchSet: patchSet, upstream: upstream)
      .inputs(release)
    guard inputs.generation.conflicts.isEmpty else {
      throw UpgradeFailure(inputs.generation.conflicts)
    }
    return try UpgradePlan(
      inputs, locked: locked, deployment: deployment, upstream: upstream, request: request)
  }
}
