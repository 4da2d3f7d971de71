import Findings
import GitKit
import PatchKit

/// Everything that drift is looked for in, each read once and only when it is needed.
final class DriftSituation {
  let request: DriftRequest
  let patchSet: PatchSet
  let patchSetID: ObjectID
  let locked: LockedState
  let lock: Lock
  /// The deployment's folder; `nil` when it is not there, and nothing is looked for that needs it.
  let deployment: Folder?
  /// Compose files that were read.
  let readings = FileReadings()
  /// Files of variables that were read, by path.
  var knownVariables: [String: (variables: ComposeVariables, problem: Finding?)] = [:]
  private var openedUpstream: Upstream?
  private var lockedFiles: FileTree?
  private var lockedGeneration: Generation?
  /// Where else generated files may be found as they were.
  private(set) lazy var repositories = findRepositories()

  /// Reads the patch set and the lock.
  init(_ request: DriftRequest) throws(UpgradeFailure) {
    self.request = request
    patchSet = try PatchSetFolder.read(request.patches)
    patchSetID = try patchSet.treeID()
    locked = try LockedState(at: request.lock)
    guard let lock = locked.lock else {
      throw UpgradeFailure(
        .nothingLocked, "there is no lock `\(locked.shownName)`",
        places: [Place(.patchSet, locked.shownName)],
        advice: [
          "name it with `--lock`, or run where it is; the first upgrade writes it"
        ])
    }
    self.lock = lock
    do throws(FileSystemError) {
      deployment = try Folder(at: request.deployment)
    } catch {
      guard error.kind != .notFound || request.classes.contains(where: \.needsDeployment) else {
        deployment = nil
        return
      }
      throw UpgradeFailure(error)
    }
  }

  /// The deployment's folder.
  var folder: Folder {
    get throws(UpgradeFailure) {
      if let deployment { return deployment }
      throw UpgradeFailure(FileSystemError(.notFound, .open, request.deployment))
    }
  }

  /// The locked release: what the lock says it is, whatever the tag names now.
  var lockedRelease: Release? {
    ReleaseName(lock.upstream.tag).map {
      Release(name: $0, commit: lock.upstream.commit, tagObject: lock.upstream.tagObject)
    }
  }

  /// The lock in a finding, at the line with the release.
  var lockPlace: Place { Place(.patchSet, locked.shownName, line: locked.releaseLine) }

  /// Opens upstream: fetches when news of it are asked for, or when the locked release is not in the mirror.
  func openUpstream() throws(UpgradeFailure) {
    var source = request.upgrade(to: "").source(for: patchSet)
    // The lock's ids are all that it takes: to show an edit, nothing is fetched.
    source.isOffline = source.isOffline || request.classes == [.deployment]
    openedUpstream = try Upstream.open(
      source, releases: patchSet.upstream.releases,
      wanting: ReleaseName(lock.upstream.tag),
      isFresh: request.classes.contains { $0.needsNews })
  }

  /// Upstream, opened.
  func upstream() throws(UpgradeFailure) -> Upstream {
    if openedUpstream == nil { try openUpstream() }
    guard let openedUpstream else { throw UpgradeFailure([lockedCommitGone()]) }
    return openedUpstream
  }

  /// Whether upstream still has what the lock was made of.
  var hasLockedCommit: Bool {
    get throws(UpgradeFailure) {
      guard lockedRelease != nil else { return false }
      return try upstream().repository.contains(lock.upstream.commit)
    }
  }

  /// The finding that upstream no longer has it.
  func lockedCommitGone() -> Finding {
    Finding(
      .lockedCommitGone,
      "upstream no longer has the locked commit \(lock.upstream.commit.short) of \(lock.upstream.tag)",
      places: [lockPlace],
      evidence: ["what needs its files can't be checked: the patch set, variables and images"],
      advice: ["name a copy of upstream that still has it with `--upstream PATH`"])
  }

  /// The locked release's files.
  func files() throws(UpgradeFailure) -> FileTree {
    if let lockedFiles { return lockedFiles }
    guard let lockedRelease else { throw UpgradeFailure([lockedCommitGone()]) }
    let files = try upstream().files(of: lockedRelease)
    lockedFiles = files
    return files
  }

  /// What the patch set as it is now makes of the locked release.
  func generation() throws(UpgradeFailure) -> Generation {
    if let lockedGeneration { return lockedGeneration }
    guard let lockedRelease else { throw UpgradeFailure([lockedCommitGone()]) }
    let generation = patchSet.generate(
      release: lockedRelease.name, upstream: try files(),
      history: try upstream().history(for: lockedRelease), readings: readings)
    lockedGeneration = generation
    return generation
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
