import GitKit
import PatchKit

/// A deployment at one moment: its files, and what runs of them.
///
/// It belongs to one thread, like the files.
struct DeployedState {
  let model: DeploymentModel
  /// The files that the model was made of.
  let files: LocalFiles
  /// The same for Compose, with what was made of them.
  let compose: ComposeFiles
  private let deployed: DeployedFiles

  /// Works out what files run.
  ///
  /// - Parameters:
  ///   - deployed: the files as they are, or as they will be.
  ///   - directory: the folder in which files are generated.
  ///   - lists: the compose files that are run together; empty for what Compose finds by itself.
  ///   - generated: the paths of the generated files in it.
  ///   - upstream: the files of the release whose images' names count.
  ///   - named: the variables that a person named the files of; `nil` for those that Compose finds.
  ///   - state: the commit that images' tags between releases stand for; `nil` for none.
  ///   - tree: upstream's files at a release; `nil` when it has no such release.
  init(
    of deployed: DeployedFiles, in directory: TreeFolder, lists: [[TreePath]] = [],
    generated: [TreePath], upstream: FileTree,
    readings: FileReadings, named: NamedEnvironment? = nil,
    state: RunningImage.UnreleasedState? = nil,
    tree: (ReleaseName) throws(UpgradeFailure) -> FileTree?
  ) throws(UpgradeFailure) {
    self.deployed = deployed
    files = deployed.local
    compose = ComposeFiles(files, readings)
    model = try DeploymentModel(
      of: files, compose, in: directory, lists: lists,
      further: try deployed.compose(in: directory, generated: generated, readings),
      names: UpstreamImageNames(upstream, readings), environment: named?.variables,
      state: state, tree: tree)
    try checkRead()
  }

  /// Whether people have something of their own in what runs, besides the variables: edits, compose files, build
  /// contexts, mounts.
  func holdsOwn(besides generated: FileTree) -> Bool {
    deployed.holdOwn(besides: generated, in: model.directory)
  }

  /// Makes sure that no file failed to be read so far.
  func checkRead() throws(UpgradeFailure) {
    if let failure = deployed.failure { throw UpgradeFailure(failure) }
  }

  /// The paths of all files of the deployment, but for git's and those of folders of too many, sorted.
  func deployedPaths() throws(UpgradeFailure) -> [TreePath] {
    do throws(FileSystemError) {
      return try deployed.allPaths()
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// The files of variables: those that a person named, else those that Compose finds.
  func environment(
    _ named: NamedEnvironment?
  ) throws(ProjectEnvironment.Problem) -> ProjectEnvironment {
    if let named { return named.environment }
    return try ProjectEnvironment(of: model, in: model.directory, files)
  }
}

extension Context {
  /// What the deployment runs, or would run once a run has written.
  ///
  /// - Parameters:
  ///   - files: the deployment's files, as they are or will be.
  ///   - generated: the paths of generated files in the folder.
  ///   - release: whose images' names count.
  ///   - named: the variables that a person named the files of; `nil` for those that Compose finds.
  ///   - isForecast: whether images that are pinned to the last release before a commit count as the commit's, which has
  ///     none yet.
  /// - Throws: ``UpgradeFailure`` when upstream can't be read.
  func state(
    of files: DeployedFiles, in directory: TreeFolder, generated: [TreePath], release: Release,
    named: NamedEnvironment? = nil, isForecast: Bool = false
  ) throws(UpgradeFailure) -> DeployedState {
    let upstream = try sources.openUpstream(wanting: release.reference)
    let tags = RunningImage.UnreleasedState.ownTags + (isForecast ? [release.name.tag] : [])
    return try DeployedState(
      of: files, in: directory, lists: sources.patchSet.deployment.compose, generated: generated,
      upstream: try upstream.files(of: release),
      readings: sources.readings, named: named,
      state: release.name.isRelease
        ? nil : RunningImage.UnreleasedState(release.name, tags: Set(tags))
    ) { (name) throws(UpgradeFailure) in
      guard let known = name == release.name ? release : upstream.catalogue[name] else {
        return nil
      }
      return try upstream.files(of: known)
    }
  }

  /// What would run of a release's files, without a deployment.
  ///
  /// - Parameters:
  ///   - tree: the files: those that are generated, or upstream's own.
  ///   - named: the variables; `nil` for none.
  func state(
    of tree: FileTree, at release: Release, in directory: TreeFolder, named: NamedEnvironment?
  ) throws(UpgradeFailure) -> DeployedState {
    var files: [TreePath: FileTree.File?] = [:]
    for path in tree.paths { files[directory.appending(path)] = tree[path] }
    return try state(
      of: DeployedFiles(nil, changes: files), in: directory, generated: tree.paths.sorted(),
      release: release, named: named, isForecast: true)
  }

  /// What the deployment runs as it is; `nil` without a lock, or when upstream no longer has the locked release.
  ///
  /// - Parameter changes: what was otherwise before files were marked, `nil` for what was not there.
  func lockedState(
    of files: any FileSource, named: NamedEnvironment?,
    changes: [TreePath: FileTree.File?] = [:]
  ) throws(UpgradeFailure) -> DeployedState? {
    guard let lock, let release = try lockedRelease,
      try sources.openUpstream(wanting: release.reference).repository.contains(release.commit)
    else { return nil }
    return try state(
      of: DeployedFiles(files, changes: changes), in: lock.generated.directory,
      generated: lock.generated.files.keys.sorted(), release: release, named: named)
  }
}
