import Findings
import GitKit
import PatchKit

extension PatchSet {
  /// The same without the resolutions: of what determines the generated files.
  func generatingTreeID() throws(UpgradeFailure) -> ObjectID {
    do throws(GitError) {
      return try files.filter { path, _ in !path.isInside(Resolution.folder) }.treeID()
    } catch {
      throw UpgradeFailure(.unreadableManifest, error.description)
    }
  }

  /// Git's id of the patch set's folder.
  func treeID() throws(UpgradeFailure) -> ObjectID {
    do throws(GitError) {
      return try files.treeID()
    } catch {
      throw UpgradeFailure(.unreadableManifest, error.description)
    }
  }
}
