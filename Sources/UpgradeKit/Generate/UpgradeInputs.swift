import GitKit
import PatchKit

/// What an upgrade goes by, once it is read: nothing of it changes any more.
struct UpgradeInputs: Sendable {
  let patchSet: PatchSet
  /// The id of the patch set's folder.
  let patchSetID: ObjectID
  let release: Release
  let generation: Generation
  /// What the lock says of where upstream is, unless it is what the patch set says.
  var ownURL: String?
}
