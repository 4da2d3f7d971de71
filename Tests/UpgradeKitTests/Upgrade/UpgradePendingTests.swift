import Foundation
import GitKit
import ReportKit
import TestSupport
import Testing
import UpgradeKit

/// Conflicts marked in the files, settled by a person, and the upgrade finished.
struct UpgradePendingTests {
  private let site: Site
  private let compose = "confomeet/docker-compose.yml"
  private let dockerfile = "confomeet/jibri/Dockerfile"
  private let target = "stable-11146-2"

  init() throws {
    site = try Site()
    try site.upgrade("stable-10184")
    try edit(compose, "${HTTP_PORT}:80'", "8080:80'")
    try edit(compose, "unless-stopped}", "always}")
    try edit(dockerfile, "procps", "procps mc")
    try edit("confomeet/jibri.yml", "restart: ", "mem_limit: 4g\n        restart: ")
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try #require(site.text(path))
    #expect(text.contains(old))
    try site.sandbox.write([path: text.replacing(old, with: new, maxReplacements: 1)])
  }

  private func mark() throws -> Report {
    var request = site.request
    request.release = target
    request.marksConflicts = true
    return try Upgrade.run(request, toolVersion: "0.0.0")
  }

  private func resume() throws -> Report { try Upgrade.resume(site.request, toolVersion: "0.0.0") }

  private func pending() throws -> PendingUpgrade? {
    try PendingUpgrade.read(in: try Folder(at: site.sandbox.deployment))
  }

  /// Takes upstream's side of every conflict.
  private func settle() throws {
    for path in [compose, dockerfile] {
      var lines: [Substring] = []
      var side: Character = ">"
      for line in try #require(site.text(path)).split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        let mark = line.first
        if let mark, "<|=>".contains(mark), line.prefix(7) == String(repeating: mark, count: 7) {
          side = mark
        } else if side == ">" || side == "=" {
          lines.append(line)
        }
      }
      try site.sandbox.write([path: lines.joined(separator: "\n")])
    }
  }

  @Test("everything else is written, the lock stays, and what is pending is recorded")
  func marked() throws {
    let lock = site.lock
    let report = try mark()
    #expect(report.verdict == .marked)
    #expect(report.files(.conflict).map(\.path) == [compose, dockerfile])
    #expect(report.verdict(of: "confomeet/jibri.yml") == .merged)
    #expect(site.lock == lock)
    #expect(site.text("confomeet/rtcstats.yml") != nil)
    #expect(
      site.text(compose)?.contains(
        """
        <<<<<<< deployment
                    - '8080:80'
        ||||||| stable-10184 (cf6b433)
                    - '${HTTP_PORT}:80'
        =======
        >>>>>>> stable-11146-2 (5235ece)

        """) == true)
    for finding in report.findings(.conflict).map(\.finding) {
      let place = try #require(finding.places.first)
      let lines = try #require(site.text(place.path)).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[try #require(place.line) - 1] == "<<<<<<< deployment")
    }
    let pending = try #require(try pending())
    #expect(pending.upstream.tag == target)
    #expect(pending.files.map(\.path.text) == [compose, dockerfile])
    let conflict = try #require(pending.files.first?.conflicts.first)
    #expect(conflict.node == "services.web.ports[80/tcp]")
    #expect(conflict.kind == .removedByTheirs)
    #expect(conflict.ours == "            - '8080:80'\n")
    #expect(conflict.theirs.isEmpty)
  }

  @Test("a dry run marks nothing")
  func dryRun() throws {
    let before = try site.sandbox.snapshot()
    var request = site.request
    request.release = target
    request.marksConflicts = true
    request.isDryRun = true
    #expect(try Upgrade.run(request, toolVersion: "0.0.0").verdict == .conflicts)
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("it is finished when no marker is left, and the lock has what was generated")
  func finished() throws {
    let other = try Site()
    try other.upgrade(target)
    _ = try mark()
    let marked = try site.sandbox.snapshot()
    let refused = try resume()
    #expect(refused.verdict == .conflicts)
    #expect(Set(refused.codes) == ["U228"])
    #expect(refused.findings.allSatisfy { $0.finding.places.allSatisfy { $0.line != nil } })
    #expect(try site.sandbox.snapshot() == marked)

    try settle()
    let settled = try #require(site.text(compose))
    let report = try resume()
    #expect(report.verdict == .upgraded)
    #expect(site.lock == other.lock)
    #expect(try pending() == nil)
    #expect(site.text(compose) == settled)
    #expect(try site.upgrade(target).verdict == .upToDate)
    #expect(try site.upgrade(target).verdict(of: compose) == .kept)
  }

  @Test("no other upgrade begins meanwhile")
  func another() throws {
    _ = try mark()
    let before = try site.sandbox.snapshot()
    for isDryRun in [true, false] {
      let report = try site.upgrade("stable-9364-1", dryRun: isDryRun)
      #expect(report.verdict == .conflicts)
      #expect(report.codes == ["U228"])
    }
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("files that were restored are not taken for finished")
  func restored() throws {
    let old = try #require(site.text("confomeet/jibri.yml"))
    _ = try mark()
    try settle()
    try site.sandbox.write(["confomeet/jibri.yml": old])
    let report = try resume()
    #expect(report.verdict == .conflicts)
    #expect(report.findings.flatMap { $0.finding.places.map(\.path) } == ["confomeet/jibri.yml"])
  }

  @Test("it can be given up, but not with markers left")
  func abandoned() throws {
    let before = try site.sandbox.snapshot()
    try site.commitDeployment()
    _ = try mark()
    #expect(throws: UpgradeFailure.self) { try Upgrade.abandon(site.request) }
    #expect(try pending() != nil)
    for arguments in [["checkout", "-q", "."], ["clean", "-qfd", "-e", PendingUpgrade.fileName]] {
      _ = try GitProgram.run(arguments, in: site.sandbox.deployment)
    }
    try Upgrade.abandon(site.request)
    try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/.git")
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("a conflict that has no lines stops it before anything is written")
  func unmarkable() throws {
    try site.sandbox.write(["confomeet/jibri/rootfs/etc/fix-attrs.d/10-jibri": "mine\n"])
    let before = try site.sandbox.snapshot()
    let report = try mark()
    #expect(report.verdict == .conflicts)
    #expect(report.codes.count { $0 == "U229" } == 1)
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("another patch set, or nothing pending, is refused")
  func refused() throws {
    let nothing = try #require(throws: UpgradeFailure.self) { try resume() }
    #expect(nothing.findings.map(\.code.rawValue) == ["U228"])
    _ = try mark()
    try settle()
    let patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: patches)
    try Data("x".utf8).write(to: URL(fileURLWithPath: patches + "/x"))
    site.request.patches = patches
    let other = try #require(throws: UpgradeFailure.self) { try resume() }
    #expect(other.findings.first?.headline.contains("patch set") == true)
  }

  @Test("an interrupted run is undone first, and then finished")
  func interrupted() throws {
    _ = try mark()
    try settle()
    site.request.connection.cancellation.cancel()
    #expect(throws: UpgradeFailure.self) { try resume() }
    #expect(try pending() != nil)
    site.request.connection = Connection()
    #expect(try resume().verdict == .upgraded)
  }
}
