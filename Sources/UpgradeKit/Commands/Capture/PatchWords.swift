import Findings
import Secrets

/// What people say of a patch: it stands in the patch set for everybody to read.
enum PatchWords {
  /// Stops at a title or a reason with what looks like a secret.
  static func check(_ words: [String?]) throws(UpgradeFailure) {
    guard words.compactMap(\.self).contains(where: { SecretMask.masked($0) != $0 }) else { return }
    throw UpgradeFailure(
      .secretInEdit, "the title or the reason has what looks like a secret",
      advice: ["say it without"])
  }
}
