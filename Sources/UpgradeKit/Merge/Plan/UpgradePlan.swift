import Findings
import GitKit
import PatchKit

/// What an upgrade is going to write: decided before anything is.
struct UpgradePlan {
  let comparison: Comparison
  let markers: MarkerMoves
  /// What came of the patch set's resolutions.
  let replays: [Replay]
  /// The new lock.
  let lock: Lock
  /// The patch set that the files were generated with.
  let patchSet: PatchSet
  let locked: LockedState
  let release: ReleaseName
  /// The locked release, or the newest before a locked commit; `nil` without a lock.
  let from: ReleaseName?
  /// Compose files of people's own that name something as it was called before.
  let unfollowed: [OwnComposeFiles.Unfollowed]
  /// The generated files that are not there.
  private let missing: [TreePath]

  /// Decides.
  ///
  /// - Parameters:
  ///   - inputs: what is generated now.
  ///   - deployment: its files, wherever they are read from; `nil` when it is not there yet.
  /// - Throws: ``UpgradeFailure`` when the deployment cannot be read.
  init(
    _ inputs: UpgradeInputs, in context: Context, files deployment: (any FileSource)?
  ) throws(UpgradeFailure) {
    let locked = context.locked
    self.locked = locked
    self.release = inputs.release.name
    from = try context.lockedName
    let (patchSet, release) = (inputs.patchSet, inputs.release)
    let directory = patchSet.deployment.directory
    var coming: [TreePath: FileTree.File] = [:]
    let wanted = try inputs.files(after: locked.lock)
    for path in wanted.tree.paths { coming[directory.appending(path)] = wanted.tree[path] }
    let old = locked.lock?.generated
    let known = old?.byDeploymentPath ?? [:]
    for marker in patchSet.deployment.versionMarkers
    where coming[marker.file] != nil || known[marker.file] != nil {
      throw UpgradeFailure(
        .invalidManifestValue, "the version marker is in \(marker.file), which is generated",
        places: [marker.place.place],
        advice: ["name one of people's own files; what is generated names its release by itself"])
    }
    lock = wanted.lock
    self.patchSet = patchSet
    let state: DeploymentState
    do throws(FileSystemError) {
      state = try DeploymentState(reading: deployment, generated: old, coming: coming.keys.sorted())
      markers = try MarkerMoves(
        patchSet.deployment.versionMarkers, in: deployment, release: release.name)
    } catch {
      throw UpgradeFailure(error)
    }
    missing = state.files.filter { $0.value == .deleted }.map(\.key)
    var merge = DeploymentMerge()
    if let deployment, let lock = locked.lock, !state.isNew {
      merge = try DeploymentMerge(
        state, lock: lock, new: FileTree(coming), in: deployment,
        from: BaseFiles(lock: lock, target: inputs, context: context))
      replays = merge.replay(patchSet.resolutions)
    } else {
      replays = []
    }
    var comparison = Comparison(
      state, old: Set(known.keys), new: FileTree(coming),
      versions: lock.generated.byDeploymentPath.mapValues { .file($0.mode, $0.blob) },
      merge: merge, releases: Comparison.ReleaseNames(try context.lockedRelease, new: release))
    var unfollowed: [OwnComposeFiles.Unfollowed] = []
    if let deployment, let lock = locked.lock, !state.isNew {
      let own = try OwnComposeFiles(
        comparison, besides: Set(known.keys).union(coming.keys), in: deployment,
        below: directory, lists: patchSet.deployment.compose
      ) { () throws(UpgradeFailure) in
        try BaseFiles(lock: lock, target: inputs, context: context).renames()
      }
      comparison.follow(own)
      unfollowed = own.unfollowed
    }
    self.unfollowed = unfollowed
    self.comparison = comparison
  }

  /// Whether a person has to decide something first.
  var hasConflicts: Bool { comparison.hasConflicts }

  /// Whether everything is as it should be, the lock too.
  var changesNothing: Bool {
    comparison.changes.isEmpty && markers.moves.isEmpty && lock == locked.lock
  }

  /// The paths of the files that change, from the deployment's folder.
  var changedPaths: [TreePath] { comparison.changes.map(\.path) + markers.moves.map(\.path) }

  /// What becomes of the files that are decided about: what is to stand there, `nil` for nothing.
  var deployed: [TreePath: FileTree.File?] {
    Dictionary(
      comparison.changes.map { ($0.path, $0.new) } + markers.moves.map { ($0.path, $0.after) },
      uniquingKeysWith: { $1 })
  }

  /// The changes for the writer.
  var changeSet: ChangeSet {
    var changes = fileChanges
    changes.writeLock(lock.bytes, replacing: locked.version)
    return changes
  }

  /// The changes without the lock's.
  var fileChanges: ChangeSet {
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
    return changes
  }

  /// Conflicts marked in their files, and everything else written.
  ///
  /// - Parameters:
  ///   - source: the deployment's files as they are.
  ///   - repositories: those that its files can be restored from.
  /// - Throws: ``UpgradeFailure`` when a file can't be read.
  func marked(
    in source: (any FileSource)?, _ repositories: OwnRepositories
  ) throws(UpgradeFailure) -> MarkedPlan {
    try MarkedPlan(
      self,
      names: TextMerge.Labels(
        base: Self.name(locked.lock?.upstream) ?? "generated before", ours: "deployment",
        theirs: Self.name(lock.upstream) ?? "generated now"), replacing: source, repositories)
  }

  private static func name(_ upstream: Lock.Upstream?) -> String? {
    upstream.map { $0.tag == nil ? $0.name : "\($0.name) (\($0.commit.short))" }
  }

  /// Stops when files only seem to be deleted, since the checkout is a sparse one.
  func checkCheckedOut(in deployment: String) throws(UpgradeFailure) {
    try SparseCheckout.check(
      missing, in: deployment,
      directory: locked.lock?.generated.directory ?? lock.generated.directory)
  }

  /// Stops when the deployment is a git repository and a file to be written has a change that is in no commit.
  ///
  /// A file that git does not track, and that is as it was generated, is no loss.
  static func checkUncommittedChanges(
    _ paths: [TreePath], in deployment: String, directory: TreeFolder
  ) throws(UpgradeFailure) {
    // Reports speak of the deployment's own paths, wherever in the repository it lies.
    var lost: [TreePath] = []
    do throws(GitError) {
      try WorkTrees(of: deployment, directory: directory).forEach(of: paths) {
        (repository, places) throws(GitError) in
        for change in try repository.uncommittedChanges(in: Array(places.keys))
        where change.kind != .untracked && change.kind != .ignored {
          lost.append(places[change.path] ?? change.path)
        }
      }
    } catch {
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
    guard !lost.isEmpty else { return }
    throw UpgradeFailure(
      .uncommittedChanges,
      "\(lost.count == 1 ? "a file" : "\(lost.count) files") to be written \(lost.count == 1 ? "has" : "have") changes that are in no commit",
      places: lost.sorted().map { Place(.deployment, $0.text) },
      advice: ["commit or stash the changes, so that nothing can be lost; then run again"])
  }
}

extension Comparison.ReleaseNames {
  fileprivate init(_ old: Release?, new: Release) {
    let reference = new.name.reference
    if let old, old.name != new.name {
      self.init(
        old: old.name.description, new: reference,
        change: "upstream has changed it since \(old.name)",
        addition: "upstream has added it since \(old.name)", tag: reference)
    } else {
      // The patch set is what makes the difference.
      self.init(
        old: "generated before", new: "generated now",
        change: "it is generated in another way now",
        addition: "it was not generated before", tag: reference)
    }
  }
}

extension Lock.Generated {
  /// The files by path from the deployment's folder.
  fileprivate var byDeploymentPath: [TreePath: Lock.GeneratedFile] {
    Dictionary(uniqueKeysWithValues: files.map { (directory.appending($0.key), $0.value) })
  }
}
