import Editing
import Findings
import GitKit
import PatchKit

extension PendingUpgrade.UndecidedFile {
  /// The resolution that records what was decided.
  ///
  /// - Returns: `nil` when the releases are not known.
  func resolution(
    _ outcome: Resolution.Outcome, reason: String?, from: ReleaseName?, to: ReleaseName?,
    below directory: TreeFolder
  ) -> Resolution? {
    guard let from, let to else { return nil }
    let conflict = conflict.of(MergeSubject(file: path.below(directory).text))
    return Resolution(conflict, id: id, from: from, to: to, outcome: outcome, reason: reason)
  }

  /// That nothing is decided yet.
  var finding: Finding {
    Finding(
      .unmarkableConflict, "\(path) is in conflict as a whole, and nobody has decided on it",
      places: [Place(.deployment, path.text)],
      advice: [WholeFileDecision(path, isRemoved: conflict.theirs == nil).adviceOnPending],
      conflict: id)
  }
}

extension PendingUpgrade {
  /// What is written for the files that were decided on as a whole.
  ///
  /// - Parameters:
  ///   - deployment: its files as they are now; one that is not as it was left was decided on by hand.
  ///   - inputs: with the resolutions.
  ///   - tree: what is to stand in the deployment, by path in the generated tree.
  /// - Returns: the files to write or remove, and the files that are still undecided.
  func decided(
    in deployment: Folder, _ inputs: UpgradeInputs, _ tree: FileTree, from old: ReleaseName?
  ) throws(UpgradeFailure) -> (changes: ChangeSet, obstacles: [Finding]) {
    let directory = inputs.patchSet.deployment.directory
    var changes = ChangeSet()
    var obstacles: [Finding] = []
    for file in undecided where try Self.version(of: file.path, in: deployment) == file.version {
      let wanted = file.resolution(
        .ours, reason: nil, from: old ?? inputs.release.name, to: inputs.release.name,
        below: directory)
      let resolution = wanted.flatMap { wanted in
        inputs.patchSet.resolutions.first {
          $0.isOfSameConflict(as: wanted) && $0.to == wanted.to
        }
      }
      guard let resolution else {
        obstacles.append(file.finding)
        continue
      }
      let ours: FileTree.File
      do throws(FileSystemError) {
        ours = try deployment.file(at: file.path)
      } catch {
        throw UpgradeFailure(error)
      }
      let new = resolution.outcome.file(
        ours: MergeContext(from: old, to: inputs.release.name).moved(ours),
        theirs: tree[file.path.below(directory)])
      if let new {
        if new != ours { changes.write(new, to: file.path, replacing: file.version) }
      } else {
        changes.remove(file.path, replacing: file.version)
      }
    }
    return (changes, obstacles)
  }

  /// The files with conflicts that are not there once some changes are made.
  func gone(
    in deployment: Folder, after changes: ChangeSet
  ) throws(UpgradeFailure) -> Set<TreePath> {
    var gone: Set<TreePath> = []
    for path in files.map(\.path) + undecided.map(\.path) {
      if let change = changes.changes[path] {
        if change.after == nil { gone.insert(path) }
      } else if try Self.version(of: path, in: deployment) == .absent {
        gone.insert(path)
      }
    }
    return gone
  }
}
