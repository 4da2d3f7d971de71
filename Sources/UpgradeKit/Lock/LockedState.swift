import Findings
import GitKit
import PatchKit

/// The lock as it is on disk.
public struct LockedState: Sendable {
  /// The lock; `nil` when there is none yet.
  public let lock: Lock?
  /// What stands at its path, for the writer to compare with.
  public let version: FileVersion
  /// Where it is.
  public let file: LockFile

  /// Reads the lock.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - observer: is told of each step in the file system, those of writing it included.
  /// - Throws: ``UpgradeFailure`` when it cannot be read, is malformed, or of a newer format.
  public init(
    at path: String, observer: (any FileStepObserver)? = nil
  ) throws(UpgradeFailure) {
    let bytes: [UInt8]?
    do throws(FileSystemError) {
      file = try LockFile(at: path, observer: observer)
      bytes = try file.read()
    } catch {
      throw UpgradeFailure(error)
    }
    version = bytes.map { FileVersion(FileTree.File(content: $0)) } ?? .absent
    do throws(LockError) {
      let name = path.hasPrefix("/") ? file.name : path
      lock = try bytes.map { (bytes) throws(LockError) in try Lock(reading: bytes, file: name) }
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

  /// Makes sure that the locked tag is still what it was: tags are not signed, so this is all there is.
  ///
  /// - Throws: ``UpgradeFailure`` when upstream's tag names something else now, or is gone.
  func checkTag(in catalogue: ReleaseCatalogue) throws(UpgradeFailure) {
    guard let locked = lock?.upstream else { return }
    let release = ReleaseName(locked.tag).flatMap { catalogue[$0] }
    guard release?.commit != locked.commit || release?.tagObject != locked.tagObject else { return }
    let place = Place(.deployment, file.name)
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
