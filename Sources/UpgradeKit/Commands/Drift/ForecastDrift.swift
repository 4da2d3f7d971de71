import Findings
import GitKit
import PatchKit
import Reports

extension DriftSituation {
  /// What upstream's default branch would stop or break, that its newest release does not; `nil` when it can't be told.
  func forecastFindings() throws(UpgradeFailure) -> [Finding]? {
    let upstream = try upstream()
    guard context.deployment.interruption != .found, try hasLockedCommit,
      let tip = try upstream.defaultBranch(), let locked = try context.lockedRelease
    else { return nil }
    let newest = upstream.catalogue.newest ?? locked
    let base = locked.name > newest.name ? locked : newest
    guard tip.commit != base.commit, tip.name > base.name else { return [] }
    do throws(UpgradeFailure) {
      return try Forecast(from: base, to: tip, in: context, options.environmentFiles)
        .findings(at: lockPlace)
    } catch {
      // What this clone lacks is nothing that upstream breaks.
      guard error.findings.allSatisfy({ $0.code == .historyOutOfReach }) else { throw error }
      return error.findings
    }
  }
}
