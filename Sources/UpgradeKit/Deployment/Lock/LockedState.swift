import Findings
import GitKit

/// The lock as it is on disk.
package struct LockedState: Sendable {
  /// The lock; `nil` when there is none yet.
  package let lock: Lock?
  /// What stands at its path, for the writer to compare with.
  package let version: FileVersion
  /// Where it is; `nil` while its folder, the deployment's own, is not there yet.
  package let file: LockFile?
  /// Its path as given.
  let path: String

  /// Reads the lock.
  ///
  /// - Parameters:
  ///   - file: where it is; `nil` for a lock that cannot be there yet.
  ///   - path: the path as given, for messages.
  /// - Throws: ``UpgradeFailure`` when it cannot be read, is malformed, or of a newer format.
  init(_ file: LockFile?, path: String) throws(UpgradeFailure) {
    (self.file, self.path) = (file, path)
    let bytes: [UInt8]?
    do throws(FileSystemError) {
      bytes = try file?.read()
    } catch {
      throw UpgradeFailure(error)
    }
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

  /// The lock's name without its folder.
  var name: String { Self.name(path) }

  /// The lock's name in findings: reports have no absolute paths.
  var shownName: String { Self.shownName(path) }

  private static func shownName(_ path: String) -> String {
    path.hasPrefix("/") ? name(path) : path
  }

  private static func name(_ path: String) -> String {
    path.utf8.split(separator: Folder.slash).last.map { String(Substring($0)) } ?? path
  }
}
