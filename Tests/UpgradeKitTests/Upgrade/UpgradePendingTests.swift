import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Conflicts marked in the files, settled by a person, and the upgrade finished: what the scenarios don't show.
struct UpgradePendingTests {
  private let site: Site
  private let compose = "confomeet/docker-compose.yml"
  private let dockerfile = "confomeet/jibri/Dockerfile"
  private let target = "stable-11146-2"

  init() throws {
    site = try Site()
    try site.upgrade("stable-10184")
    try edit(compose, "${HTTP_PORT}:80'", "8080-8081:80'")
    try edit(compose, "unless-stopped}", "always}")
    try edit(dockerfile, "procps", "procps mc")
    try edit("confomeet/jibri.yml", "restart: ", "mem_limit: 4g\n        restart: ")
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try #require(site.text(path))
    #expect(text.contains(old))
    try site.sandbox.write([path: text.replacing(old, with: new, maxReplacements: 1)])
  }

  private func mark() throws -> Report { try site.upgrade(target, marking: true) }

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

  @Test("the lock of one that is finished has what was generated")
  func finished() throws {
    let other = try Site()
    try other.upgrade(target)
    _ = try mark()
    try settle()
    let report = try resume()
    #expect(report.verdict == .upgraded)
    #expect(site.lock == other.lock)
    #expect(try pending() == nil)
  }

  @Test("what people wrote stands between the markers byte for byte, UTF-8 or not")
  func bytes() throws {
    for path in [compose, dockerfile] {
      let file = URL(fileURLWithPath: site.sandbox.deployment + "/" + path)
      var bytes = try Data(contentsOf: file)
      let text = path == compose ? "8080-8081:80'" : "procps mc"
      let place = try #require(bytes.range(of: Data(text.utf8)))
      // Russian in Windows' own code page.
      let own = Data([0x23, 0x20, 0xD1, 0xE5, 0xF0, 0xE2, 0xE5, 0xF0])
      if path == compose {
        bytes.insert(contentsOf: Data(" ".utf8) + own, at: place.upperBound)
      } else {
        bytes.replaceSubrange(place, with: Data("procps ".utf8) + own)
      }
      try bytes.write(to: file)
    }
    #expect(try mark().verdict == .marked)
    for path in [compose, dockerfile] {
      let bytes = try Data(
        contentsOf: URL(fileURLWithPath: site.sandbox.deployment + "/" + path))
      #expect(bytes.range(of: Data([0x23, 0x20, 0xD1, 0xE5, 0xF0, 0xE2, 0xE5, 0xF0])) != nil)
      #expect(bytes.range(of: Data("\u{FFFD}".utf8)) == nil, "\(path)")
    }
  }

  @Test("what no decision can be recorded on stops it before anything is written")
  func unmarkable() throws {
    try site.remove("confomeet/jibri.yml")
    try FileManager.default.createSymbolicLink(
      atPath: site.sandbox.deployment + "/confomeet/jibri.yml", withDestinationPath: "env.example")
    let before = try site.sandbox.snapshot()
    let report = try mark()
    #expect(report.verdict == .conflicts)
    #expect(report.codes.count { $0 == "U229" } == 1)
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("a run that is cancelled leaves it pending, to be finished by another")
  func cancelled() throws {
    _ = try mark()
    try settle()
    site.request.connection.cancellation.cancel()
    #expect(throws: UpgradeFailure.self) { try resume() }
    #expect(try pending() != nil)
    site.request.connection = Connection()
    #expect(try resume().verdict == .upgraded)
  }

  // MARK: - Giving it up

  private func abandon() throws -> Upgrade.Abandoned {
    try Upgrade.abandon(at: site.request.places)
  }

  /// The deployment as it is, but for what git keeps of it.
  private func files() throws -> [String: String] {
    try site.sandbox.snapshot("deployment").filter { !$0.key.hasPrefix(".git") }
  }

  @Test(
    "one that is given up leaves every file, mode and folder as it was, in git or not",
    arguments: [false, true])
  func abandoned(isRepository: Bool) throws {
    // Neither a generated file nor text, and another mode.
    let path = site.sandbox.deployment + "/confomeet/jibri.yml"
    try Data(
      Data("# \u{0}".utf8) + [0xD1, 0xE5, 0xFF, 0x0A]
        + #require(site.text("confomeet/jibri.yml")).utf8
    )
    .write(to: URL(fileURLWithPath: path))
    #expect(chmod(path, 0o755) == 0)
    if isRepository { try site.commitDeployment() }
    let before = try files()
    #expect(try mark().verdict == .marked)
    #expect(try files() != before)
    let done = try abandon()
    #expect(done.restored > 1 && done.removed > 1)
    #expect(try files() == before)
    let again = try mark()
    #expect(again.verdict == .marked)
  }

  @Test(
    "a file that was changed since is named by its whole path, and nothing is restored",
    arguments: ["confomeet/docker-compose.yml", "confomeet/rtcstats.yml", "confomeet/etherpad.yml"])
  func changedSince(path: String) throws {
    _ = try mark()
    let text = try #require(site.text(path))
    try site.sandbox.write([path: text + "# mine\n"])
    let before = try files()
    let failure = #expect(throws: UpgradeFailure.self) { try abandon() }
    #expect(failure?.findings.flatMap(\.places).map(\.path) == [path])
    #expect(try files() == before)
    // What the advice says.
    try site.remove(path)
    #expect(try abandon().restored > 0)
    let added = path == "confomeet/rtcstats.yml"
    #expect(site.text(path) == nil || !added)
    #expect(try site.upgrade(target, dryRun: true).verdict == .conflicts)
  }

  @Test("what came back in the place of a file that was removed, and a mode, count as changed")
  func otherKinds() throws {
    let removed = "confomeet/jibri/rootfs/etc/cont-init.d/10-config"
    _ = try mark()
    #expect(site.text(removed) == nil)
    try site.sandbox.write([removed: "mine\n"])
    #expect(chmod(site.sandbox.deployment + "/confomeet/etherpad.yml", 0o755) == 0)
    try site.remove("confomeet/rtcstats.yml")
    try FileManager.default.createSymbolicLink(
      atPath: site.sandbox.deployment + "/confomeet/rtcstats.yml", withDestinationPath: "jibri.yml")
    let before = try files()
    let failure = #expect(throws: UpgradeFailure.self) { try abandon() }
    #expect(
      failure?.findings.flatMap(\.places).map(\.path) == [
        "confomeet/etherpad.yml", removed, "confomeet/rtcstats.yml",
      ])
    #expect(try files() == before)
  }

  @Test("a record of an earlier version restores what is in git, where the files were deleted")
  func earlierRecord() throws {
    try site.commitDeployment()
    let before = try files()
    _ = try mark()
    let record = try #require(site.text(PendingUpgrade.fileName))
    let old = record.replacing("format: 3", with: "format: 2")
      .replacing(/, before: {(.*?)}, after: {.*?}}/) { ", \($0.output.1)}" }
      .replacing(/contents:.*/.dotMatchesNewlines(), with: "")
    try site.sandbox.write([PendingUpgrade.fileName: old])
    let replaced = try #require(try pending()).replaced
    #expect(throws: UpgradeFailure.self) { try abandon() }
    for path in replaced.keys where site.text(path.text) != nil { try site.remove(path.text) }
    #expect(try abandon().removed == 0)
    #expect(
      try files().filter { $0.value.hasPrefix("file") }
        == before.filter { $0.value.hasPrefix("file") })
  }

  @Test("what nobody has any more is said, and nothing is restored")
  func lost() throws {
    // The project's own repository has many a deployment, too.
    try edit(compose, "8080-8081:80'", "8091:80'")
    try site.commitDeployment()
    _ = try mark()
    try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/.git")
    let before = try files()
    let failure = #expect(throws: UpgradeFailure.self) { try abandon() }
    #expect(failure?.findings.flatMap(\.places).map(\.path).contains(compose) == true)
    #expect(try files() == before)
  }
}
