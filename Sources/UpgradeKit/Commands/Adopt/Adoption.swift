import Findings
import GitKit
import PatchKit
import Reports

/// Takes over a deployment that was made by hand from upstream at a release: writes the lock that an upgrade goes by.
package enum Adoption {
  /// Takes over a deployment, or proposes the release that it was made from.
  ///
  /// - Parameter progress: told of each part of the run when it begins.
  /// - Returns: where its files come from, and what people made of them. Nothing but the lock was written; with
  ///   conflicts, not even that.
  /// - Throws: ``UpgradeFailure`` when it could not be done; nothing was written.
  package static func run(
    _ options: Options, at places: Places, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> AdoptionResult {
    guard let release = options.release else {
      return try Context.read(places, progress: progress) { (context) throws(UpgradeFailure) in
        try propose(context, progress)
      }
    }
    guard options.isDryRun else {
      return try adopt(release, options, try Context.toWrite(places, progress: progress), progress)
    }
    return try Context.read(places, progress: progress) { (context) throws(UpgradeFailure) in
      try adopt(release, options, context, progress)
    }
  }

  private static func adopt(
    _ name: String, _ options: Options, _ context: Context, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> AdoptionResult {
    let folder = try folder(of: context)
    progress(.upstream)
    let upstream = try context.sources.openUpstream(wanting: UpstreamReference(name))
    let release = try upstream.release(named: name)

    progress(.generate)
    let inputs = try context.sources.inputs(for: release)
    try context.places.checkCancelled()
    let obstacles = inputs.generation.conflicts
    // Nobody makes the patch set fit a commit between releases: what is made from it gets the customisations later.
    let isPlain = !obstacles.isEmpty && !release.name.isRelease && !options.isAsUpstream
    guard obstacles.isEmpty || isPlain else {
      return AdoptionResult(
        .conflicts, context, release, findings: obstacles + inputs.generation.notes)
    }
    let target = isPlain ? inputs.withoutPatches : inputs
    let generation = target.generation
    let notes =
      (isPlain ? [CustomisationFindings.notApplied(obstacles, release.name)] : [])
      + generation.notes

    progress(.compare)
    let files = try files(in: folder, context)
    let directory = context.patchSet.deployment.directory
    try SparseCheckout.check(
      generation.tree.paths.map(directory.appending), in: context.places.deployment,
      directory: directory)
    let origins = Origins(
      of: files, generated: generation.tree, upstream: generation.upstream, directory: directory,
      own: try options.ownPaths(in: files))
    guard origins.isRecognised else { throw nothingRecognised(files) }
    let bases =
      isPlain
      ? AdoptedBases(upstream: origins)
      : AdoptedBases(origins, files, target, staying: options.isAsUpstream)
    let comparison = try AdoptionComparison(
      origins, bases, try moving(files, in: folder, context), target)
    let candidates = AdoptionCandidates(
      try matches(files, upstream, context.patchSet, named: release), comparedWith: release,
      isForced: options.isForced)
    let findings = notes + comparison.findings + candidates.findings
    func result(_ verdict: Report.Verdict) -> AdoptionResult {
      AdoptionResult(
        verdict, context, release, findings: findings, comparison.adoption,
        candidates: candidates.shown)
    }
    try context.places.checkCancelled()

    let lock = try target.lock(bases)
    let policy = SeverityPolicy.standard
    if findings.contains(where: { policy.severity(of: $0.code) == .conflict }) {
      return result(.conflicts)
    }
    if lock == context.lock { return result(.upToDate) }
    if let old = context.lock, !options.isForced { throw lockExists(old, lock) }
    if options.isDryRun { return result(.wouldChange) }

    progress(.write)
    var changes = ChangeSet()
    changes.writeLock(lock.bytes, replacing: context.locked.version)
    try context.deployment.write(changes)
    return result(.adopted)
  }

  private static func propose(
    _ context: Context, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> AdoptionResult {
    let folder = try folder(of: context)
    progress(.upstream)
    let upstream = try context.sources.openUpstream()
    progress(.compare)
    let files = try files(in: folder, context)
    let candidates = AdoptionCandidates(try matches(files, upstream, context.patchSet))
    guard let best = candidates.best else { throw nothingRecognised(files) }
    return AdoptionResult(
      .proposed, context, best, findings: AdoptionFindings.unseen(files) + candidates.findings,
      candidates: candidates.shown)
  }

  /// The deployment's folder, which has to be there.
  private static func folder(of context: Context) throws(UpgradeFailure) -> Folder {
    try context.deployment.checkWhole()
    if let folder = context.deployment.folder { return folder }
    let error = FileSystemError(.notFound, .open, context.places.deployment)
    throw UpgradeFailure(
      .deploymentNotAFolder, "there is no deployment to be taken over: \(error)",
      advice: ["name the deployment's folder with `--deployment`"])
  }

  /// The patch set's folder, from the deployment's; `nil` for one elsewhere.
  private static func patches(of places: Places) -> TreePath? {
    guard let patches = realPath(places.patches), let deployment = realPath(places.deployment),
      patches.hasPrefix(deployment + "/")
    else { return nil }
    return TreePath.optional(String(patches.dropFirst(deployment.count + 1)))
  }

  private static func files(
    in folder: Folder, _ context: Context
  ) throws(UpgradeFailure) -> DeploymentFiles {
    let lock = context.locked.file?.path(below: context.places.deployment)
    do throws(FileSystemError) {
      return try DeploymentFiles(
        of: folder, directory: context.patchSet.deployment.directory,
        excluding: Set([lock].compactMap(\.self)))
    } catch {
      throw UpgradeFailure(error)
    }
  }

  private static func matches(
    _ files: DeploymentFiles, _ upstream: Upstream, _ patchSet: PatchSet, named: Release? = nil
  ) throws(UpgradeFailure) -> [ReleaseEvidence.Match] {
    let deployment = patchSet.deployment
    return try ReleaseEvidence(
      of: files, in: upstream, directory: deployment.directory, markers: deployment.versionMarkers
    ).matches(since: patchSet.upstream.since, named: named)
  }

  private static func moving(
    _ files: DeploymentFiles, in folder: Folder, _ context: Context
  ) throws(UpgradeFailure) -> MoveCommands {
    let directory = context.patchSet.deployment.directory
    let workTrees: WorkTrees
    do throws(GitError) {
      workTrees = try WorkTrees(of: context.places.deployment, directory: directory)
    } catch {
      throw UpgradeFailure(error, unsupported: .uncommittedChanges)
    }
    let deployed = DeployedFiles(folder)
    let readings = context.sources.readings
    return MoveCommands(
      deployment: files, root: folder, workTrees: workTrees,
      fixed: [
        context.locked.file?.path(below: context.places.deployment),
        patches(of: context.places),
      ].compactMap(\.self)
    ) { (folder) throws(UpgradeFailure) in
      FolderNeeds(
        of: folder, further: try deployed.compose(in: folder, generated: [], readings),
        deployed.local, readings)
    }
  }
}

extension Origins {
  /// Whether anything comes from upstream at all.
  fileprivate var isRecognised: Bool {
    !moved.isEmpty || found.contains { $0.likeness >= Self.doubt }
  }
}

extension Adoption {
  fileprivate static func nothingRecognised(_ files: DeploymentFiles) -> UpgradeFailure {
    UpgradeFailure(
      .nothingRecognised, "no file of the deployment comes from docker-jitsi-meet",
      evidence: files.repositories.map {
        "`\($0)` is a git repository of its own, which was not looked into"
      },
      advice: [
        files.repositories.isEmpty
          ? "name the deployment's folder with `--deployment`"
          : "if it is one of these, name it with `--deployment`",
        "a deployment that is to be made anew needs no `adopt`: upgrade to the release",
      ])
  }

  fileprivate static func lockExists(_ old: Lock, _ new: Lock) -> UpgradeFailure {
    var evidence: [String] = []
    if old.upstream.commit != new.upstream.commit {
      evidence.append("it is for \(old.upstream.name)")
    } else if old.patches.tree != new.patches.tree {
      evidence.append(
        "it is for the patch set's tree \(old.patches.tree.short), which is now \(new.patches.tree.short)"
      )
    }
    return UpgradeFailure(
      .lockExists, "there is a lock already, and it says something else", evidence: evidence,
      advice: [
        "to upgrade a deployment that has a lock, leave `adopt` out",
        "to have the lock replaced, add `--force`",
      ])
  }
}
