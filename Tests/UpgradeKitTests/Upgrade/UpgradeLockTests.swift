import Findings
import Foundation
import Reports
import Testing
import UpgradeKit

/// A lock that cannot be used.
struct UpgradeLockTests {
  private let site: Site
  private let lock: String

  init() throws {
    site = try Site()
    try site.upgrade("stable-9364-1")
    lock = try #require(site.lock)
  }

  private func failure(_ text: String) throws -> Finding {
    try Data(text.utf8).write(to: URL(fileURLWithPath: site.sandbox.lock))
    let finding = try site.failure()
    #expect(try site.failure(dryRun: true) == finding)
    #expect(finding.places.map(\.path) == ["upstream-lock.yaml"])
    #expect(!finding.advice.isEmpty)
    return finding
  }

  @Test("a newer format")
  func newerFormat() throws {
    let finding = try failure(lock.replacing("format: 2", with: "format: 4"))
    #expect(finding.code.rawValue == "G517")
    #expect(finding.places.first?.line == 1)
  }

  @Test("a merge that was not finished")
  func mergeConflict() throws {
    let lines = lock.split(separator: "\n", omittingEmptySubsequences: false)
    let text =
      (["<<<<<<< HEAD"] + lines.prefix(3) + ["======="] + lines.prefix(3) + [">>>>>>> other"]
      + lines.dropFirst(3))
      .joined(separator: "\n")
    let finding = try failure(text)
    #expect(finding.code.rawValue == "G516")
    #expect(finding.headline.contains("merge"))
  }

  @Test(
    "something else",
    arguments: ["", "\u{0}", "format: 1\n", "[", "format: x\n", "format: 99999999999999999999\n"])
  func noLock(_ text: String) throws {
    #expect(try failure(text).code.rawValue == "G516")
  }

  @Test(
    "files that lead out of the deployment",
    arguments: ["../README.md", "/etc/passwd", ".git/config"])
  func outside(_ path: String) throws {
    #expect(
      try failure(lock.replacing("gen-passwords.sh:", with: path + ":")).code.rawValue == "G516")
  }

  @Test("a lock in a folder that is not there, or that is a folder")
  func place() throws {
    site.request.lock = site.sandbox.path + "/nowhere/upstream-lock.yaml"
    #expect(try !site.failure().headline.isEmpty)
    site.request.lock = site.sandbox.deployment
    #expect(try !site.failure().headline.isEmpty)
  }

  @Test("what stands in it never makes a file of people's own disappear")
  func foreignFileInLock() throws {
    // Somebody's file, as if it had been generated: it is removed only if it is just what the lock says.
    try site.sandbox.write(["confomeet/mine.txt": "mine\n"])
    let before = try site.sandbox.snapshot("deployment")
    let text = lock.replacing(
      "    gen-passwords.sh:",
      with:
        "    mine.txt: {mode: \"100644\", blob: \(String(repeating: "a", count: 40))}\n    gen-passwords.sh:"
    )
    try Data(text.utf8).write(to: URL(fileURLWithPath: site.sandbox.lock))
    let report = try site.upgrade("stable-10184")
    #expect(report.codes == ["U225"])
    #expect(report.verdict(of: "confomeet/mine.txt") == .conflict)
    #expect(try site.sandbox.snapshot("deployment") == before)
  }
}
