import Findings
import Foundation
import GitKit
import Reports
import UpgradeKit

extension Site {
  /// Takes the deployment over.
  @discardableResult
  func adopt(
    _ release: String? = "stable-9364-1", dryRun: Bool = false, force: Bool = false,
    asUpstream: Bool = false, own: [String] = []
  ) throws(UpgradeFailure) -> Report {
    try Adoption.run(
      Adoption.Options(
        release: release, isDryRun: dryRun, isForced: force, isAsUpstream: asUpstream, own: own),
      at: request.places
    ).report(toolVersion: "0.0.0")
  }

  /// The lock as it is.
  func readLock() throws -> Lock {
    guard let lock else { throw Unexpected(what: "there is no lock") }
    return try Lock(reading: Array(lock.utf8), file: "")
  }

  /// Makes a deployment as if by hand: generated, and the lock thrown away.
  func makeByHand(from release: String = "stable-9364-1") throws {
    try upgrade(release)
    try FileManager.default.removeItem(atPath: sandbox.lock)
  }

  /// Puts upstream's own files in the place of generated ones.
  func copyUpstream(
    _ release: String, where isWanted: (TreePath) -> Bool = { _ in true }
  ) throws {
    let repository = try Repository(opening: upstream)
    guard let tag = try repository.tag(named: release) else {
      throw Unexpected(what: "there is no \(release)")
    }
    let files = try repository.fileTree(tag.commit)
    for path in files.paths where isWanted(path) && text("confomeet/\(path)") != nil {
      let mark = files[path]?.mode == .executable ? "*" : ""
      let content = String(decoding: files[path]?.content ?? [], as: UTF8.self)
      try sandbox.write(["confomeet/\(path)\(mark)": content])
    }
  }

  /// Changes a file of the deployment.
  func edit(_ path: String, _ change: (String) -> String) throws {
    guard let text = text(path) else { throw Unexpected(what: "there is no \(path)") }
    try sandbox.write([path: change(text)])
  }

  /// Moves a file of the deployment.
  func move(_ path: String, to other: String) throws {
    let target = sandbox.deployment + "/" + other
    try FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: sandbox.deployment + "/" + path, toPath: target)
  }

  /// Removes a file of the deployment.
  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: sandbox.deployment + "/" + path)
  }
}

extension Report {
  /// A file that was looked at.
  func adopted(_ path: String) -> AdoptedFile? {
    adoption?.files.first { $0.path == path }
  }

  /// The finding of a code.
  func found(_ code: String) -> Finding? {
    findings.first { $0.finding.code.rawValue == code }?.finding
  }
}
