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
      let text = path == compose ? "8080:80'" : "procps mc"
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
}
