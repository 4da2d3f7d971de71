import Foundation
import GitKit
import Synchronization
import UpgradeKit

/// A temporary folder with a deployment and a lock beside it, gone with its last reference.
final class Sandbox: Sendable {
  let path: String

  /// In memory where that is possible: there are hundreds of runs in these tests, and flushing a busy disk takes long.
  private static let defaultFolder =
    access("/dev/shm", W_OK | X_OK) == 0
    ? "/dev/shm" : FileManager.default.temporaryDirectory.path

  init(in folder: String = Sandbox.defaultFolder) throws {
    path = folder + "/confomeet-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var deployment: String { path + "/deployment" }
  var lock: String { path + "/upstream-lock.yaml" }

  /// Writes files, `content` by path; a path that ends with `*` is executable.
  func write(_ files: [String: String], to folder: String = "deployment") throws {
    for (name, content) in files {
      let file = path + "/" + folder + "/" + name.replacing("*", with: "")
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(content.utf8).write(to: URL(fileURLWithPath: file))
      try FileManager.default.setAttributes(
        [.posixPermissions: name.hasSuffix("*") ? 0o755 : 0o644], ofItemAtPath: file)
    }
  }

  func writer(_ observer: (any FileStepObserver)? = nil) throws -> DeploymentWriter {
    try DeploymentWriter(
      deployment: deployment, lock: LockFile(at: lock, observer: observer), observer: observer)
  }

  /// Everything below a folder: kind, permissions and content by path, folders too.
  func snapshot(_ folder: String = "") throws -> [String: String] {
    let top = path + "/" + folder
    var snapshot: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: top) {
      let file = top + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      let bits = String((attributes[.posixPermissions] as? Int ?? 0) & 0o777, radix: 8)
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory: snapshot[name] = "folder \(bits)"
      case .typeSymbolicLink:
        snapshot[name] =
          "link to " + (try FileManager.default.destinationOfSymbolicLink(atPath: file))
      default:
        let data = FileManager.default.contents(atPath: file) ?? Data()
        snapshot[name] = "file \(bits) " + String(decoding: data, as: UTF8.self)
      }
    }
    return snapshot
  }
}

extension FileTree.File {
  static func text(_ text: String, _ mode: FileMode = .regular) -> FileTree.File {
    FileTree.File(mode: mode, content: Array(text.utf8))
  }
}

extension FileVersion {
  static func text(_ text: String, _ mode: FileMode = .regular) -> FileVersion {
    FileVersion(.text(text, mode))
  }
}

/// Counts the steps, and fails those that a condition picks by number, operation and path.
final class FaultyDisk: FileStepObserver {
  private let steps = Mutex(0)
  private let fault: @Sendable (Int, FileOperation, String) -> FileSystemError.Kind?

  init(_ fault: @escaping @Sendable (Int, FileOperation, String) -> FileSystemError.Kind?) {
    self.fault = fault
  }

  var count: Int { steps.withLock { $0 } }

  func willPerform(_ operation: FileOperation, at path: String) throws(FileSystemError) {
    let number = steps.withLock { steps in
      steps += 1
      return steps
    }
    if let kind = fault(number, operation, path) { throw FileSystemError(kind, operation, path) }
  }
}
