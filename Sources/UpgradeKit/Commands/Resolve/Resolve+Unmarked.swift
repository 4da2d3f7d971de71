import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Resolve {
  /// Decides on the conflicts that an upgrade comes across.
  static func unmarked(
    _ take: Resolution.Outcome, at release: String, _ options: Options, _ context: Context,
    _ deployment: Folder
  ) throws(UpgradeFailure) -> (Result, [Found]) {
    guard try PendingUpgrade.read(in: deployment) == nil else {
      throw UpgradeFailure(
        .pendingUpgrade, "conflicts are marked in this deployment: the files tell what is decided",
        advice: [
          "run `confomeet-upgrade resolve` without `--release`; `--take` is for files without marks"
        ])
    }
    let plan = try plan(release, context, deployment)
    let decisions = plan.comparison.decisions.filter { $0.verdict == .conflict }
    let selection = try Selection(
      options, at: context.places, among: decisions.map(\.path), replays: plan.replays
    ) {
      decisions.reduce(into: [:]) { moved, decision in
        if let old = decision.merge?.movedFrom { moved[old] = decision.path }
      }
    }
    let releases = MergeContext(
      from: try context.lockedName, to: plan.release)
    var result = Result(release: plan.release.tag)
    var found: [Found] = []
    for decision in decisions where selection.contains(decision.path) {
      guard let merged = decision.merge else {
        result.problems += [decision.obstacle].compactMap(\.self)
        continue
      }
      let resolutions = merged.conflicts.filter(selection.contains)
        .compactMap { $0.resolution(take, reason: options.reason, releases) }
      let replays = ReplayedFile(merged, by: resolutions).replays
      result.problems += replays.filter { [.refused, .unheard].contains($0.outcome) }
        .map(\.finding)
      let used = Set(replays.filter { $0.outcome == .settled }.map(\.resolution.path))
      found += resolutions.filter { used.contains($0.path) }
        .map { Found(path: decision.path, resolution: $0) }
    }
    guard !found.isEmpty || !result.problems.isEmpty else { throw selection.nothing }
    return (result, found)
  }

  private static func plan(
    _ release: String, _ context: Context, _ deployment: Folder
  ) throws(UpgradeFailure) -> UpgradePlan {
    let upstream = try context.sources.openUpstream(wanting: UpstreamReference(release))
    let named = try upstream.release(named: release)
    try UpgradeFailure.checkReleased(
      named.name, instead: "confomeet-upgrade \(release) --dry-run")
    let target = try context.sources.inputs(for: named)
    try context.locked.checkTag(in: upstream)
    guard target.generation.conflicts.isEmpty else {
      throw UpgradeFailure(target.generation.conflicts)
    }
    return try UpgradePlan(target, in: context, files: deployment)
  }
}
