import Findings
import GitKit
import PatchKit

extension Generation {
  /// What people's changes to the generated files have taken away of what the patches guarantee, a finding for each
  /// patch; empty when they changed nothing.
  ///
  /// - Parameter deployment: the files as they are in the deployment, at the paths at which they were generated.
  func losses(in deployment: FileTree) -> [Finding] {
    guard conflicts.isEmpty, deployment != tree else { return [] }
    let subject = GuaranteeSubject(
      release: release, upstream: upstream, generated: deployment, original: tree,
      readings: readings)
    return patches.compactMap { patch in
      Self.finding(of: patch.checkGuarantees(on: subject).filter { !$0.check.isHeld })
    }
  }

  private static func finding(of lost: [GuaranteeResult]) -> Finding? {
    guard let patch = lost.first?.patch else { return nil }
    return Finding(
      .guaranteeLost, "what was changed by hand takes away what patch `\(patch)` guarantees",
      places: lost.map(\.stated.place.place), evidence: lost.flatMap(\.check.violations),
      advice: [
        "if that was not meant: put back in the deployment what the patch does; `confomeet-upgrade drift` shows what was changed"
      ])
  }
}
