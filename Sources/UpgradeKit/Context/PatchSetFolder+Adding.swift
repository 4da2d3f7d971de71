import Findings
import GitKit
import PatchKit

extension PatchSetFolder {
  /// Where packages put the patch set, below the folder that they are installed in.
  private static let installed = "/share/confomeet-upgrade/patches"

  /// Stops before something is written into a patch set that a package brings, and replaces with its next version.
  static func checkOwn(_ places: Places) throws(UpgradeFailure) {
    guard let path = realPath(places.patches), path.hasSuffix(installed) else { return }
    throw UpgradeFailure(
      .writeFailed, "the patch set is the installed one, which packages replace",
      places: [Place(.patchSet, shownName(places.patches))],
      advice: ["work in a copy of your own: `cp -r \(path) patches`, then run again"])
  }

  /// Stops when a patch of a name is there.
  static func checkFree(
    _ name: String, in set: PatchSet, _ places: Places, _ advice: String
  ) throws(UpgradeFailure) {
    guard set.files.hasFolder(name) else { return }
    throw UpgradeFailure(
      .duplicateID, "there is a patch `\(name)` already",
      places: [Place(.patchSet, "\(shownName(places.patches))/\(name)")], advice: [advice])
  }
}
