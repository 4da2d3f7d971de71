import DemoUpstream
import Findings
import GitKit
import PatchKit

/// The lock as it is on disk.
public struct LockedState: Sendable {
  /// The lock; `nil` when there is none yet.
  public let lock: Lock?
  /// What stands at its path, for the writer to compare with.
  public let version: FileVersion
  /// Where it is; `nil` while its folder, the deployment's own, is not there yet.
  public let file: LockFile?
  private let path: String
  private let observer: (any FileStepObserver)?

  /// Reads the lock.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - deployment: the folder that may hold it and need not be there yet.
  ///   - observer: is told of each step in the file system, those of writing it included.
  /// - Throws: ``UpgradeFailure`` when it cannot be read, is malformed, or of a newer format.
  public init(
    at path: String, in deployment: String? = nil, observer: (any FileStepObserver)? = nil
  ) throws(UpgradeFailure) {
    self.path = path
    self.observer = observer
    var opened: LockFile?
    var bytes: [UInt8]?
    do throws(FileSystemError) {
      opened = try LockFile(at: path, observer: observer)
      bytes = try opened?.read()
    } catch {
      guard error.kind == .notFound, let deployment, LockFile.isDirectly(path, in: deployment)
      else { throw UpgradeFailure(error) }
    }
    file = opened
    version = bytes.map { FileVersion(FileTree.File(content: $0)) } ?? .absent
    do throws(LockError) {
      lock = try bytes.map { (bytes) throws(LockError) in
        try Lock(reading: bytes, file: Self.shownName(path))
      }
    } catch {
      var finding = error.finding
      switch error.kind {
      case .newerFormat:
        finding.advice = ["install the version of confomeet-upgrade that wrote it, or a newer one"]
      case .malformed:
        finding.advice = ["restore it with git, as it was when the deployment was last generated"]
      }
      throw UpgradeFailure([finding])
    }
  }

  /// Its place, to be written to.
  ///
  /// - Throws: ``FileSystemError`` when its folder is not there.
  func opened() throws(FileSystemError) -> LockFile {
    if let file { return file }
    return try LockFile(at: path, observer: observer)
  }

  /// The lock's name in findings: reports have no absolute paths.
  var shownName: String { Self.shownName(path) }

  private static func shownName(_ path: String) -> String {
    path.hasPrefix("/") ? name(path) : path
  }

  private static func name(_ path: String) -> String {
    path.utf8.split(separator: Folder.slash).last.map { String(Substring($0)) } ?? path
  }

  /// Makes sure that the locked tag is still what it was: tags are not signed, so this is all there is.
  ///
  /// - Throws: ``UpgradeFailure`` when upstream's tag names something else now, or is gone.
  func checkTag(in upstream: Upstream) throws(UpgradeFailure) {
    guard let locked = lock?.upstream else { return }
    let release = ReleaseName(locked.tag).flatMap { upstream.catalogue[$0] }
    guard release?.commit != locked.commit || release?.tagObject != locked.tagObject else { return }
    let place = Place(.deployment, Self.name(path))
    guard upstream.isDemo == (locked.url == DemoUpstream.name) else {
      throw UpgradeFailure(
        .tagMoved,
        upstream.isDemo
          ? "the deployment was not generated from the upstream that ships with the tool"
          : "the deployment was generated from the upstream that ships with the tool",
        places: [place],
        evidence: ["locked: \(locked.url)", "upstream: \(upstream.address)"],
        advice: [
          upstream.isDemo
            ? "run again without `--upstream demo`, or name another folder with `--deployment`"
            : "run again with `--upstream demo`, or name another folder with `--deployment`"
        ])
    }
    guard let release else {
      throw UpgradeFailure(
        .tagMoved, "upstream no longer has the tag \(locked.tag), which the lock names",
        places: [place], evidence: ["locked: commit \(locked.commit)"],
        advice: ["find out from upstream why; do not upgrade before it is explained"])
    }
    throw UpgradeFailure(
      .tagMoved, "the tag \(locked.tag) is not what it was when the deployment was generated",
      places: [place],
      evidence: [
        "locked: commit \(locked.commit), tag object \(locked.tagObject?.hex ?? "none")",
        "upstream: commit \(release.commit), tag object \(release.tagObject?.hex ?? "none")",
      ],
      advice: ["find out from upstream why; do not upgrade before it is explained"])
  }
}
