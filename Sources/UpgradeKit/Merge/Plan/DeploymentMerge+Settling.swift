import Findings
import GitKit
import PatchKit

extension DeploymentMerge {
  /// Settles the conflicts for which there are resolutions.
  ///
  /// - Parameters:
  ///   - resolutions: those of the patch set.
  ///   - directory: the deployment's folder of generated files.
  /// - Returns: what became of each file with conflicts.
  mutating func settle(
    by resolutions: [Resolution], context: MergeContext, below directory: TreePath
  ) -> [Settlement] {
    guard !resolutions.isEmpty else { return [] }
    var settlements: [Settlement] = []
    for (path, merged) in outcomes.sorted(by: { $0.key < $1.key }) {
      guard !merged.conflicts.isEmpty, let versions = sides[path] else { continue }
      let settlement = Settlement(
        of: merged, versions: versions, by: resolutions, context: context, below: directory)
      outcomes[path] = settlement.outcome
      settlements.append(settlement)
    }
    return settlements
  }
}
