import GitKit
import PatchKit
import ReportKit

/// What an upgrade goes by, once it is read: nothing of it changes any more.
struct UpgradeInputs {
  let patchSet: PatchSet
  /// The id of the patch set's folder.
  let patchSetID: ObjectID
  let release: Release
  let generation: Generation

  /// The lock of what was generated.
  func lock() throws(UpgradeFailure) -> Lock {
    do throws(GitError) {
      return Lock(
        upstream: Lock.Upstream(
          url: patchSet.upstream.url, tag: release.name.description, commit: release.commit,
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
