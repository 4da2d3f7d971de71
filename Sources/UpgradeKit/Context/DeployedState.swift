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
  ///   - tree: upstream's files at a release; `nil` when it has no such release.
  init(
    of deployed: DeployedFiles, in directory: TreeFolder, lists: [[TreePath]] = [],
    generated: [TreePath], upstream: FileTree,
    readings: FileReadings, named: NamedEnvironment? = nil,
    tree: (ReleaseName) throws(UpgradeFailure) -> FileTree?
  ) throws(UpgradeFailure) {
    self.deployed = deployed
    files = deployed.local
    compose = ComposeFiles(files, readings)
    model = try DeploymentModel(
      of: files, compose, in: directory, lists: lists,
      further: try deployed.compose(in: directory, generated: generated, readings),
      names: UpstreamImageNames(upstream, readings), environment: named?.variables, tree: tree)
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
  /// - Throws: ``UpgradeFailure`` when upstream can't be read.
  func state(
    of files: DeployedFiles, in directory: TreeFolder, generated: [TreePath], release: Release,
    named: NamedEnvironment? = nil
  ) throws(UpgradeFailure) -> DeployedState {
    let upstream = try sources.openUpstream(wanting: release.reference)
    return try DeployedState(
      of: files, in: directory, lists: sources.patchSet.deployment.compose, generated: generated,
      upstream: try upstream.files(of: release),
      readings: sources.readings, named: named
    ) { (name) throws(UpgradeFailure) in
      guard let known = name == release.name ? release : upstream.catalogue[name] else {
        return nil
      }
      return try upstream.files(of: known)
    }
  }

  /// What the deployment runs as it is; `nil` without a lock, or when upstream no longer has the locked release.
  func lockedState(
    of files: any FileSource, named: NamedEnvironment?
  ) throws(UpgradeFailure) -> DeployedState? {
    guard let lock, let release = try lockedRelease,
      try sources.openUpstream(wanting: release.reference).repository.contains(release.commit)
    else { return nil }
    return try state(
      of: DeployedFiles(files), in: lock.generated.directory,
      generated: lock.generated.files.keys.sorted(), release: release, named: named)
  }
}
