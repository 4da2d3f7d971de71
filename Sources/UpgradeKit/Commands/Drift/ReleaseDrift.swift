import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// The most releases that are named one by one.
  private static let shownReleases = 5

  /// Whether upstream has newer releases, and what an upgrade to the newest would come to.
  func releaseFindings() throws(UpgradeFailure) -> [Finding] {
    let upstream = try upstream()
    guard let name = try context.lockedRelease?.name, let newest = upstream.catalogue.newest else {
      return []
    }
    let newer = upstream.catalogue.newer(than: name)
    guard !newer.isEmpty else { return [] }
    let count = newer.count == 1 ? "1 release" : "\(newer.count) releases"
    var finding = Finding(
      .newerRelease, "\(newest.name) is out: \(count) newer than the locked \(name)",
      places: [lockPlace], evidence: [try way(to: newest, in: upstream)],
      advice: ["see what it would change: `confomeet-upgrade \(newest.name) --dry-run`"])
    let shown = newer.suffix(Self.shownReleases).reversed()
    var list: [String] = []
    for release in shown { list.append("\(release.name) of \(try upstream.day(of: release))") }
    if newer.count > shown.count { list.append("\(newer.count - shown.count) before them") }
    finding.evidence.append("released since: \(list.joined(separator: ", "))")
    let (outcome, conflicts) = try dryUpgrade(to: newest)
    finding.evidence.append(outcome)
    return [finding] + conflicts
  }

  private func way(to newest: Release, in upstream: Upstream) throws(UpgradeFailure) -> String {
    guard try hasLockedCommit, let locked = try context.lockedRelease else {
      return "\(newest.name) is of \(try upstream.day(of: newest))"
    }
    let commits = try upstream.distance(from: locked, to: newest)
    return
      "\(commits) \(commits == 1 ? "commit" : "commits"), from \(try upstream.day(of: locked)) to \(try upstream.day(of: newest))"
  }

  /// What an upgrade to a release would come to, and what it would stop at.
  private func dryUpgrade(
    to release: Release
  ) throws(UpgradeFailure) -> (outcome: String, conflicts: [Finding]) {
    guard context.deployment.interruption != .found else {
      return ("what an upgrade to it would come to can't be told: a run was interrupted", [])
    }
    guard try hasLockedCommit else {
      return ("what an upgrade to it would come to can't be told without the locked release", [])
    }
    let trial: UpgradeTrial
    do throws(UpgradeFailure) {
      trial = try UpgradeTrial(
        to: release, in: context, environmentFiles: options.environmentFiles)
    } catch {
      // What this clone lacks is no conflict of the upgrade's.
      guard error.findings.allSatisfy({ $0.code == .historyOutOfReach }) else { throw error }
      return ("what an upgrade to it would come to can't be told here", error.findings)
    }
    guard trial.stops.isEmpty else {
      let count = trial.stops.count == 1 ? "1 conflict" : "\(trial.stops.count) conflicts"
      return (
        "an upgrade to it would stop with \(count)", trial.stops.map { stop($0, at: release) }
      )
    }
    let files = trial.changes == 1 ? "1 file" : "\(trial.changes) files"
    return ("an upgrade to it goes through; \(files) would change", [])
  }

  private func stop(_ conflict: Finding, at release: Release) -> Finding {
    Finding(
      .upgradeWouldStop, "an upgrade to \(release.name) would stop: \(conflict.headline)",
      places: conflict.places,
      evidence: ["the conflict is \(conflict.code.rawValue)"] + conflict.evidence,
      advice: conflict.advice, causes: conflict.causes)
  }
}
