import Findings
import PatchKit

extension UpgradeFailure {
  /// Stops what writes a release's name where only a tag can stand.
  ///
  /// - Parameters:
  ///   - command: what looks at the commit and writes nothing.
  ///   - allowed: what takes it all the same; `nil` where nothing does.
  static func checkReleased(
    _ name: ReleaseName, instead command: String, allowedBy allowed: String? = nil
  ) throws(UpgradeFailure) {
    guard !name.isRelease else { return }
    throw UpgradeFailure(
      .notReleased, "\(name) is no release, and upgrades lead to one",
      advice: [
        "see what it would bring: `\(command)`",
        "take the release before it, \(name.tag), or wait for the next one",
      ] + (allowed.map { ["take it all the same: `\($0)`"] } ?? []))
  }
}
