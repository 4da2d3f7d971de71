import Findings
import GitKit
import PatchKit

extension UpgradeInputs {
  /// What is to stand in a deployment, by path in the generated tree, with the lock that says so.
  ///
  /// A file that stays upstream's is taken from there, and so is one that comes new to a deployment that has such files;
  /// what only the patch set has does not come new to it.
  ///
  /// - Parameter old: the deployment's lock; `nil` for a new one.
  /// - Throws: ``UpgradeFailure`` when a path is both a file and a folder.
  func files(after old: Lock?) throws(UpgradeFailure) -> (tree: FileTree, lock: Lock) {
    var (tree, lock) = (generation.tree, try lock())
    guard let old, old.generated.hasOnlyUpstream else { return (tree, lock) }
    let carried = patchSet.carried(
      of: release.name, upstream: generation.upstream, readings: generation.readings)
    for path in generation.tree.paths {
      let record = old.generated.files[path]
      guard record?.base == .upstreamOnly || record == nil else { continue }
      // Of images that nothing of upstream's builds, files are carried for a customisation only.
      guard let file = record == nil ? carried[path] : generation.upstream[path] else {
        if generation.upstream[path] == nil {
          tree[path] = nil
          lock.generated.files[path] = nil
        }
        continue
      }
      guard file != generation.tree[path] else { continue }
      tree[path] = file
      lock.generated.files[path] = Lock.GeneratedFile(
        mode: file.mode, blob: .ofBlob(file.content), base: .upstreamOnly)
    }
    return (tree, lock)
  }

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
