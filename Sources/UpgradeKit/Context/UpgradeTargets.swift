import GitKit
import Synchronization

/// What was generated, by release: once, however many deployments and threads want it.
final class UpgradeTargets: Sendable {
  private let known = Mutex<[Release: UpgradeInputs]>([:])

  /// What is known of a release; or made now, while others who want it wait.
  func inputs(
    for release: Release, _ make: () throws(UpgradeFailure) -> UpgradeInputs
  ) throws(UpgradeFailure) -> UpgradeInputs {
    try known.withLock { (known) throws(UpgradeFailure) in
      if let inputs = known[release] { return inputs }
      let inputs = try make()
      known[release] = inputs
      return inputs
    }
  }
}
