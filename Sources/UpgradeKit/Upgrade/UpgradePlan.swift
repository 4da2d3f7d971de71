import GitKit
import PatchKit
import ReportKit

/// What an upgrade is going to write: decided before anything is.
struct UpgradePlan {
  let comparison: Comparison
  let markers: MarkerMoves
  /// The new lock.
  let lock: Lock
  private let locked: LockedState

  /// Decides.
  ///
  /// - Throws: ``UpgradeFailure`` when the deployment cannot be read.
  init(
    folder: Folder?, patchSet: PatchSet, locked: LockedState, release: Release,
    generation: Generation
  ) throws(UpgradeFailure) {
    self.locked = locked
    let directory = patchSet.deployment.directory
    let coming = FileTree(
      Dictionary(
        uniqueKeysWithValues: generation.tree.paths.compactMap { path in
          generation.tree[path].map { (directory.appending(path), $0) }
        }))
    let old = locked.lock?.generated
    var known: [TreePath: Lock.GeneratedFile] = [:]
    for (path, file) in old?.files ?? [:] { known[old?.directory.appending(path) ?? path] = file }
    do throws(FileSystemError) {
      comparison = Comparison(
        try DeploymentState(of: folder, generated: old, coming: coming.paths), old: known, new: coming)
      markers = try MarkerMoves(
        patchSet.deployment.versionMarkers, in: folder, release: release.name)
    } catch {
      throw UpgradeFailure(error)
    }
    do throws(GitError) {
      lock = Lock(
        upstream: Lock.Upstream(
          url: patchSet.upstream.url, tag: release.name.description, commit: release.commit,
          tagObject: release.tagObject),
        patches: Lock.Patches(
          set: patchSet.name, tree: try patchSet.files.treeID(),
          applied: generation.patches.compactMap { outcome in
            outcome.variant.map { Lock.AppliedPatch(id: outcome.patch.id, variant: $0.name) }
          }),
        generated: try Lock.Generated(directory: directory, files: generation.tree))
    } catch {
      throw UpgradeFailure(.repositoryCorrupt, error.description)
    }
  }

  /// Whether a person has to decide something first.
  var hasConflicts: Bool { comparison.hasConflicts }

  /// Whether everything is as it should be, the lock too.
  var changesNothing: Bool {
    comparison.changes.isEmpty && markers.moves.isEmpty && lock == locked.lock
  }

  /// The changes for the writer.
  var changeSet: ChangeSet {
    var changes = ChangeSet()
    for decision in comparison.changes {
      if let file = decision.new {
        changes.write(file, to: decision.path, replacing: decision.version)
      } else {
        changes.remove(decision.path, replacing: decision.version)
      }
    }
    for move in markers.moves {
      changes.write(move.after, to: move.path, replacing: FileVersion(move.before))
    }
    changes.writeLock(lock.bytes, replacing: locked.version)
    return changes
  }

  /// Stops when the deployment is a git repository and a file to be written has a change that is in no commit.
  ///
  /// A file that git does not track, and that is as it was generated, is no loss.
  func checkUncommittedChanges(in deployment: String) throws(UpgradeFailure) {
    let paths = comparison.changes.map(\.path) + markers.moves.map(\.path)
    let changes: [UncommittedChange]
    do throws(GitError) {
      guard let (repository, prefix) = try Repository.discover(from: deployment) else { return }
      let folder = prefix.isEmpty ? nil : try? TreePath(prefix)
      changes = try repository.uncommittedChanges(in: paths.map { folder?.appending($0) ?? $0 })
    } catch {
      throw UpgradeFailure(error, deployment: deployment)
    }
    let lost = changes.filter { $0.kind != .untracked && $0.kind != .ignored }
    guard !lost.isEmpty else { return }
    throw UpgradeFailure(
      .uncommittedChanges,
      "\(lost.count == 1 ? "a file" : "\(lost.count) files") to be written \(lost.count == 1 ? "has" : "have") changes that are in no commit",
      places: lost.map { Place(.deployment, $0.path.text) },
      advice: ["commit or stash the changes, so that nothing can be lost; then run again"])
  }
}
