import Findings
import GitKit
import PatchKit
import Reports

extension DriftSituation {
  /// Whether the guarantees of the patch set hold in what the deployment runs; `nil` when it no longer applies.
  func guaranteesFindings() throws(UpgradeFailure) -> [Finding]? {
    let generation = try generation()
    guard generation.conflicts.isEmpty else { return nil }
    let guarantees = DeployedGuarantees(of: generation, on: try deployed())
    self.guarantees = GuaranteeCount(guarantees.results.map { ReportedGuarantee($0.result) })
    return guarantees.findings(.driftedGuarantee, where: { _ in true }) { patch, count in
      "patch `\(patch)` does not hold in the deployment: \(count)"
    } advice: { patch, path in
      [
        "restore there what the patch does",
        "or accept it: `confomeet-upgrade accept D318 \(path) --part \(patch) --because 'why'`",
      ]
    }
  }
}
