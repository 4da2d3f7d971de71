import Findings
import GitKit
import PatchKit
import Reports

/// Everything that drift is looked for in: the context, and what is worked out from it, each once and only when needed.
final class DriftSituation {
  let options: Drift.Options
  let context: Context
  let lock: Lock
  /// Files of variables that were read, by path.
  var knownVariables: [String: (variables: ComposeVariables, problem: Finding?)] = [:]
  /// How many guarantees hold; `nil` unless they were looked at.
  var guarantees: GuaranteeCount?
  private var knownState: DeployedState?

  /// Makes sure that there is what is looked at.
  init(_ options: Drift.Options, _ context: Context) throws(UpgradeFailure) {
    self.options = options
    self.context = context
    guard let lock = context.lock else {
      throw .nothingLocked(context.locked.shownName)
    }
    self.lock = lock
    if options.classes.contains(where: \.needsDeployment) { _ = try folder }
  }

  var patchSet: PatchSet { context.patchSet }
  var patchSetID: ObjectID { context.sources.patchSetID }
  var readings: FileReadings { context.sources.readings }

  /// The deployment's folder.
  var folder: Folder {
    get throws(UpgradeFailure) {
      if let folder = context.deployment.folder { return folder }
      throw UpgradeFailure(FileSystemError(.notFound, .open, context.places.deployment))
    }
  }

  /// The lock in a finding, at the line with the release.
  var lockPlace: Place {
    Place(.patchSet, context.locked.shownName, line: context.locked.releaseLine)
  }

  /// Opens upstream: fetches when news of it are asked for, or when the locked release is not in the mirror.
  @discardableResult
  func upstream() throws(UpgradeFailure) -> Upstream {
    // The lock's ids are all that it takes: to show an edit, nothing is fetched.
    try context.sources.openUpstream(
      wanting: UpstreamReference(lock.upstream.reference),
      isFresh: options.classes.contains { $0.needsNews }, isLocal: options.classes == [.deployment])
  }

  /// What the lock names, as a report names it; for that alone no upstream is asked about a release.
  func lockedRelease() throws(UpgradeFailure) -> ReportedRelease {
    // To show that files were edited, upstream is not needed.
    ReportedRelease(
      lock.upstream, as: options.classes == [.deployment] ? nil : try context.lockedRelease)
  }

  /// Whether upstream still has what the lock was made of.
  var hasLockedCommit: Bool {
    get throws(UpgradeFailure) {
      guard try context.lockedRelease != nil else { return false }
      return try upstream().repository.contains(lock.upstream.commit)
    }
  }

  /// How many releases are newer than the locked one; `nil` when upstream is not looked at, or doesn't know that one.
  func releasesBehind() throws(UpgradeFailure) -> Int? {
    guard options.classes != [.deployment], let name = try context.lockedRelease?.name else {
      return nil
    }
    return try upstream().catalogue.newer(than: name).count
  }

  /// The finding that a run was cut off while it wrote.
  var interruptedRun: Finding {
    Finding(
      .interruptedRunFound, "a run on this deployment was interrupted, and is yet to be undone",
      places: [Place(.deployment, Staging.folder)],
      advice: [
        "run the interrupted command again: every run that writes first undoes what was half done"
      ])
  }

  /// The finding that upstream no longer has it.
  func lockedCommitGone() -> Finding {
    Finding(
      .lockedCommitGone,
      "upstream no longer has the locked commit \(lock.upstream.commit.short)\(lock.upstream.tag.map { " of \($0)" } ?? "")",
      places: [lockPlace],
      evidence: ["what needs its files can't be checked: the patch set, variables and images"],
      advice: ["name a copy of upstream that still has it with `--upstream PATH`"])
  }

  /// What the deployment runs.
  func deployed() throws(UpgradeFailure) -> DeployedState {
    if let knownState { return knownState }
    guard let state = try context.lockedState(of: try folder, named: try named()) else {
      throw UpgradeFailure([lockedCommitGone()])
    }
    knownState = state
    return state
  }

  /// The variables that a person named the files of; `nil` when there are none.
  func named() throws(UpgradeFailure) -> NamedEnvironment? {
    try options.environmentFiles.read(
      at: context.places, in: lock.generated.directory, tree: .patchSet)
  }

  /// What the patch set as it is now makes of the locked release.
  func target() throws(UpgradeFailure) -> UpgradeInputs {
    guard let release = try context.lockedRelease else {
      throw UpgradeFailure([lockedCommitGone()])
    }
    try upstream()
    return try context.sources.inputs(for: release)
  }

  /// The same, as files.
  func generation() throws(UpgradeFailure) -> Generation { try target().generation }

  /// The locked release's files.
  func files() throws(UpgradeFailure) -> FileTree {
    guard let release = try context.lockedRelease else {
      throw UpgradeFailure([lockedCommitGone()])
    }
    return try upstream().files(of: release)
  }
}

extension LockedState {
  /// The line that the lock says its release on.
  fileprivate var releaseLine: Int? {
    guard let file, let bytes = try? file.read() else { return nil }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.firstIndex { $0.starts(with: "upstream:".utf8) }.map { $0 + 1 }
  }
}
