import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// Whether the guarantees of the patch set hold in what the deployment runs; `nil` when it no longer applies.
  func guaranteesFindings() throws(UpgradeFailure) -> [Finding]? {
    let generation = try generation()
    guard generation.conflicts.isEmpty else { return nil }
    let upstream = try upstream()
    let guarantees = try DeployedGuarantees(
      of: generation, on: DeployedFiles(try folder), in: lock.generated.directory
    ) { (name) throws(UpgradeFailure) in
      guard let release = upstream.catalogue[name] else { return nil }
      return try upstream.files(of: release)
    }
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
