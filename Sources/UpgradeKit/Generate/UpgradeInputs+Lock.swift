import Findings
import GitKit
import PatchKit

extension UpgradeInputs {
  /// The lock that says what was generated.
  ///
  /// - Throws: ``UpgradeFailure`` when a path is both a file and a folder.
  func lock() throws(UpgradeFailure) -> Lock {
    do throws(GitError) {
      return Lock(
        upstream: Lock.Upstream(
          url: ownURL ?? patchSet.upstream.url,
          tag: release.name.isRelease ? release.name.tag : nil,
          commit: release.commit,
          tagObject: release.tagObject),
        patches: Lock.Patches(
          set: patchSet.name, tree: patchSetID,
          applied: generation.patches.compactMap { outcome in
            outcome.variant.map { Lock.AppliedPatch(id: outcome.patch.id, variant: $0.name) }
          }),
        generated: try Lock.Generated(
          directory: patchSet.deployment.directory, files: generation.tree))
    } catch {
      throw UpgradeFailure(.unsafeTree, error.description)
    }
  }
}
