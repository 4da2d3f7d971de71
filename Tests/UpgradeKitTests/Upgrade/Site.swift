import DemoUpstream
import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import UpgradeKit

/// A machine with an upstream, this repository's patch set, and a deployment to be upgraded; all in one temporary folder.
final class Site {
  let sandbox: Sandbox
  /// What is asked for; a test changes what it is about. What upstream changed takes longer than all else, and is told
  /// only where a test wants it.
  var request: SiteRequest

  /// Makes a site.
  ///
  /// - Parameters:
  ///   - history: upstream's commits; `nil` for a site without an upstream.
  ///   - patches: the files of the patch set to copy; unless told otherwise this repository's.
  init(history: [DemoCommit]? = nil, hasUpstream: Bool = true) throws {
    sandbox = try Sandbox()
    request = SiteRequest(
      places: Places(
        deployment: sandbox.deployment, patches: RepositoryPatches.path, lock: sandbox.lock,
        upstream: sandbox.path + "/upstream.git", cache: sandbox.path + "/cache"),
      options: Upgrade.Options(wantsUpstreamChanges: false, wantsPreconditions: false))
    if hasUpstream {
      try DemoUpstream.create(bareAt: upstream, of: history)
    }
  }

  /// Upstream's repository.
  var upstream: String { sandbox.path + "/upstream.git" }

  /// Runs an upgrade.
  @discardableResult
  func upgrade(
    _ release: String, dryRun: Bool = false, marking: Bool = false
  ) throws(UpgradeFailure) -> Report {
    var request = request
    request.marksConflicts = marking
    request.release = release
    request.isDryRun = dryRun
    return try Upgrade.run(request, toolVersion: "0.0.0")
  }

  /// Runs an upgrade that cannot be done, and gives what was said; everything must be as before.
  func failure(_ release: String = "stable-10184", dryRun: Bool = false) throws -> Finding {
    let before = try sandbox.snapshot()
    do {
      let report = try upgrade(release, dryRun: dryRun)
      throw Unexpected(what: "it came to \(report.verdict)")
    } catch let failure as UpgradeFailure {
      guard try sandbox.snapshot() == before else {
        throw Unexpected(what: "something was written")
      }
      guard let finding = failure.findings.first else { throw Unexpected(what: "nothing was said") }
      return finding
    }
  }

  struct Unexpected: Error {
    let what: String
  }

  /// The text of a file of the deployment.
  func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: sandbox.deployment + "/" + path)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The lock's text.
  var lock: String? {
    FileManager.default.contents(atPath: sandbox.lock).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What the file system knows of each file and folder: that nothing was written, not even the same.
  func inodes() throws -> [String: String] {
    var inodes: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: sandbox.path) {
      var status = stat()
      lstat(sandbox.path + "/" + name, &status)
      inodes[name] = "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return inodes
  }

  /// Makes the deployment a git repository with everything in it committed.
  func commitDeployment() throws {
    for arguments in [
      ["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "deployment"],
    ] {
      let output = try GitProgram.run(arguments, in: sandbox.deployment)
      guard output.status == 0 else { throw Unexpected(what: "git \(arguments) failed") }
    }
  }
}

extension Report {
  /// The verdict of a file.
  func verdict(of path: String) -> ReportedFile.Verdict? {
    files.first { $0.path == path }?.verdict
  }

  /// The codes of what was found.
  var codes: [String] { findings.map(\.finding.code.rawValue) }
}
