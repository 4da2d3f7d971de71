import Editing
import Findings
import GitKit
import PatchKit

/// The files that people edited or deleted, merged with what was generated now; paths are from the deployment's folder.
struct DeploymentMerge {
  /// What became of each file, by path.
  ///
  /// Conflicts whose resolution is known are settled here, before anything else looks at them.
  private(set) var outcomes: [TreePath: MergedFile] = [:]
  /// Edited files whose base cannot be had: nothing is done about them.
  private(set) var withoutBase: Set<TreePath> = []
  /// The files that are not there and are known to have been: a repository has what the lock says of them.
  private(set) var wasInstalled: Set<TreePath> = []
  /// The edited files that go because they are somewhere else now.
  private(set) var origins: [TreePath: FileTree.File] = [:]

  /// Nothing was edited.
  init() {}

  /// Merges.
  ///
  /// - Parameter new: what was generated now.
  /// - Throws: ``UpgradeFailure`` when the deployment or upstream cannot be read.
  init(
    _ state: DeploymentState, lock: Lock, new: FileTree, in folder: any FileSource,
    from base: BaseFiles
  ) throws(UpgradeFailure) {
    let directory = lock.generated.directory
    var edited = FileTree()
    var deleted: [TreePath] = []
    var bases = FileTree()
    var wanted: [TreePath] = []
    for (path, file) in lock.generated.files {
      let place = directory.appending(path)
      switch state.files[place] {
      case nil, .untouched, .replaced: continue
      case .deleted:
        deleted.append(place)
        if base.context.deploymentRepositories.all.contains(where: { $0.contains(file.blob) }) {
          wasInstalled.insert(place)
        }
      case .edited, .modeChanged: edited[place] = try Self.read(place, in: folder)
      }
      if case .modeChanged = state.files[place], let ours = edited[place] {
        bases[place] = FileTree.File(mode: file.mode, content: ours.content)
      } else {
        wanted.append(path)
      }
    }
    let releases = (try base.context.lockedName, base.target.release.name)
    let generated = base.target.patchSet.deployment.directory
    try addFilesInTheWay(
      state, new: new, in: folder, from: base,
      MergeContext(from: releases.0, to: releases.1, below: generated))
    guard !edited.paths.isEmpty || !deleted.isEmpty else { return }
    let found = wanted.isEmpty ? FileTree() : try base.files(wanted)
    for path in wanted {
      let place = directory.appending(path)
      bases[place] = found[path]
      guard bases[place] == nil else { continue }
      if edited[place] != nil { withoutBase.insert(place) }
      edited[place] = nil
    }
    try base.checkReach(of: withoutBase)
    // A deletion holds whether or not it can be told what upstream has changed since.
    for place in deleted where bases[place] == nil { bases[place] = new[place] }

    // Upstream's history is only looked through where what people changed is gone.
    let isMoving = bases.paths.contains { path in
      guard let theirs = new[path], let base = bases[path], let ours = edited[path] else {
        return new[path] == nil
      }
      return MergeMethod(path).isLosingEdits(
        base: base.content, ours: ours.content, theirs: theirs.content)
    }
    let known = Set(lock.generated.files.keys.map(directory.appending))
    let renames = (try isMoving ? base.renames() : UpstreamRenames()).filteringFiles { old, new in
      bases[old] != nil && !known.contains(new) && state.obstacles[new] == nil
    }
    // Where upstream moved what was deleted, nobody need have edited anything.
    let deletions = MovedDeletions(renames, base: bases, ours: edited, theirs: new)
    let targets = deletions.paths.filter {
      bases[$0] == nil && state.obstacle(at: $0) == nil && !withoutBase.contains($0)
    }
    for path in targets {
      guard case .untouched = state.files[path] else { continue }
      let file = try Self.read(path, in: folder)
      (bases[path], edited[path]) = (file, file)
    }
    let coming = Set(bases.paths).union(renames.files.values).union(targets)
    let theirs = new.filter { path, _ in coming.contains(path) }
    let result = Merge.tree(
      base: bases, ours: edited, theirs: theirs,
      context: MergeContext(
        from: releases.0, to: releases.1, renames: renames,
        standIns: edited.paths.contains { MergeMethod($0).isCompose } ? base.standIns : [:],
        below: generated))
    // Lines that are gone may be in another file: that matters where somebody edited them.
    let isTraced = isMoving || !result.conflicts.contains { $0.scope.isLike(.lines(after: "")) }
    let traced = try isTraced ? renames : base.renames()
    for outcome in result.outcomes {
      outcomes[outcome.path] = outcome.tracing(traced, new)
      if let moved = outcome.movedFrom { origins[moved] = edited[moved] }
    }
  }

  /// Takes in the files that stand where one is to come: people's own, or upstream's, which was not generated before.
  private mutating func addFilesInTheWay(
    _ state: DeploymentState, new: FileTree, in folder: any FileSource, from base: BaseFiles,
    _ context: MergeContext
  ) throws(UpgradeFailure) {
    let obstacles = state.obstacles.filter { $0.value.isFile }
    guard !obstacles.isEmpty else { return }
    let upstream = try base.upstreamFiles()
    for path in obstacles.keys {
      let ours = try Self.read(path, in: folder)
      guard ours != new[path] else { continue }
      let original = upstream[path].flatMap { ours.isMade(from: $0) ? $0 : nil }
      outcomes[path] = Merge.file(
        path, base: original, ours: ours, theirs: new[path], context: context)
    }
  }

  /// Settles the conflicts for which the patch set has resolutions.
  ///
  /// - Returns: what came of these.
  mutating func replay(_ resolutions: [Resolution]) -> [Replay] {
    guard !resolutions.isEmpty else { return [] }
    var replays: [Replay] = []
    for (path, merged) in outcomes.sorted(by: { $0.key < $1.key }) where !merged.conflicts.isEmpty {
      let replayed = ReplayedFile(merged, by: resolutions)
      outcomes[path] = replayed.merged
      replays += replayed.replays
    }
    return replays
  }

  private static func read(
    _ path: TreePath, in folder: any FileSource
  ) throws(UpgradeFailure) -> FileTree.File {
    do throws(FileSystemError) {
      return try folder.file(at: path)
    } catch {
      throw UpgradeFailure(error)
    }
  }
}
