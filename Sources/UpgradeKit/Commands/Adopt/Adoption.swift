import Findings
import GitKit
import PatchKit
public import Reports

/// Takes over a deployment that was made by hand from upstream at a release: writes the lock that an upgrade goes by.
public enum Adoption {
  /// Takes over a deployment, or proposes the release that it was made from.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Returns: where its files come from, and what people made of them. Nothing but the lock was written; with
  ///   conflicts, not even that.
  /// - Throws: ``UpgradeFailure`` when it could not be done; nothing was written.
  public static func run(
    _ request: AdoptRequest, toolVersion: String, progress: (UpgradeStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Report {
    progress(.patchSet)
    let patchSet = try PatchSetFolder.read(request.patches)
    let locked = try LockedState(at: request.lock)
    let folder = try request.openDeployment()

    progress(.upstream)
    let upstream = try request.openUpstream(patchSet)
    guard let name = request.release else {
      return try propose(request, patchSet, locked, folder, upstream, toolVersion, progress)
    }
    let release = try upstream.release(named: name)

    progress(.generate)
    let files = try upstream.files(of: release)
    let inputs = UpgradeInputs(
      patchSet: patchSet, patchSetID: try patchSet.treeID(), release: release,
      generation: patchSet.generate(
        release: release.name, upstream: files, history: upstream.history(for: release)),
      ownURL: upstream.ownURL)
    try request.checkCancelled()
    var draft = AdoptionDraft(request, patchSet, toolVersion: toolVersion)
    draft.add(inputs)
    guard inputs.generation.conflicts.isEmpty else { return draft.report(.conflicts) }

    progress(.compare)
    let deployment = try read(folder, locked, request)
    let directory = patchSet.deployment.directory
    try SparseCheckout.check(
      inputs.generation.tree.paths.map(directory.appending), in: request.deployment)
    let own = try request.ownPaths(in: deployment)
    let origins = Origins(
      of: deployment, generated: inputs.generation.tree, upstream: files,
      directory: directory, own: own)
    guard origins.isRecognised else { throw request.nothingRecognised }
    draft.add(
      AdoptionFindings(
        origins, deployment, patchSet, release.name,
        isRepository: ((try? Repository.discover(from: request.deployment)) ?? nil) != nil
      ).findings)
    draft.adoption = ReportedAdoption(
      files: origins.reported(
        deployment, generated: inputs.generation.tree, upstream: files,
        directory: directory), ownFiles: origins.ownCount)
    draft.add(
      AdoptionFindings.withoutPatches(
        draft.adoption.files(.upstream),
        inputs.generation.patches.map { ReportedPatch($0, guarantees: []) }, release.name))
    let matches = try ReleaseEvidence(upstream).matches(
      deployment, directory: patchSet.deployment.directory,
      markers: patchSet.deployment.versionMarkers)
    draft.add(matches, for: release, isForced: request.isForced)
    try request.checkCancelled()

    let lock = try inputs.lock()
    if draft.hasConflicts { return draft.report(.conflicts) }
    if lock == locked.lock { return draft.report(.upToDate) }
    if let old = locked.lock, !request.isForced { throw request.lockExists(old, lock) }
    if request.isDryRun { return draft.report(.wouldChange) }
    progress(.write)
    try write(lock, locked, request)
    return draft.report(.adopted)
  }

  private static func propose(
    _ request: AdoptRequest, _ patchSet: PatchSet, _ locked: LockedState, _ folder: Folder,
    _ upstream: Upstream, _ toolVersion: String, _ progress: (UpgradeStage) -> Void
  ) throws(UpgradeFailure) -> Report {
    progress(.compare)
    let deployment = try read(folder, locked, request)
    let matches = try ReleaseEvidence(upstream).matches(
      deployment, directory: patchSet.deployment.directory,
      markers: patchSet.deployment.versionMarkers)
    guard !matches.isEmpty else { throw request.nothingRecognised }
    var draft = AdoptionDraft(request, patchSet, toolVersion: toolVersion)
    try draft.add(patchSet)
    draft.add(AdoptionFindings.unseen(deployment))
    draft.propose(matches)
    return draft.report(.proposed)
  }

  private static func read(
    _ folder: Folder, _ locked: LockedState, _ request: AdoptRequest
  ) throws(UpgradeFailure) -> DeploymentFiles {
    do throws(FileSystemError) {
      return try DeploymentFiles(
        of: folder,
        excluding: Set([try locked.opened().path(below: request.deployment)].compactMap(\.self))
      )
    } catch {
      throw UpgradeFailure(error)
    }
  }

  private static func write(
    _ lock: Lock, _ locked: LockedState, _ request: AdoptRequest
  ) throws(UpgradeFailure) {
    var changes = ChangeSet()
    changes.writeLock(lock.bytes, replacing: locked.version)
    let cancellation = request.connection.cancellation
    do throws(DeploymentError) {
      let writer = try DeploymentWriter(deployment: request.deployment, lock: locked.opened())
      _ = try writer.apply(changes, isCancelled: { cancellation.isCancelled })
    } catch {
      throw UpgradeFailure(error)
    }
  }
}

extension Origins {
  /// Whether anything comes from upstream at all.
  fileprivate var isRecognised: Bool {
    !moved.isEmpty || found.contains { $0.likeness >= Self.doubt }
  }
}

extension AdoptRequest {
  fileprivate var nothingRecognised: UpgradeFailure {
    UpgradeFailure(
      .nothingRecognised, "no file of the deployment comes from docker-jitsi-meet",
      advice: [
        "name the deployment's folder with `--deployment`",
        "a deployment that is to be made anew needs no `adopt`: upgrade to the release",
      ])
  }

  fileprivate func lockExists(_ old: Lock, _ new: Lock) -> UpgradeFailure {
    var evidence: [String] = []
    if old.upstream.tag != new.upstream.tag {
      evidence.append("it is for \(old.upstream.tag)")
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
