import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// Every command that writes undoes what an interrupted one left, whichever that was.
@Suite("After an interrupted run")
struct RecoveringCommandsTests {
  /// A deployment at the first release, and an upgrade to the second that was cut off before the lock.
  private func interrupted() throws -> Site {
    let site = try Site.deployed("stable-9364-1")
    site.request.observer = DyingDisk { _, operation, path in
      operation == .rename && path == "upstream-lock.yaml"
    }
    _ = try? site.upgrade("stable-10184")
    site.request.observer = nil
    #expect(site.text(".confomeet-upgrade/journal") != nil)
    return site
  }

  @Test("an adoption that was cut off can be run again")
  func adopt() throws {
    let site = try Site()
    try site.makeByHand()
    let before = try site.sandbox.snapshot()
    site.request.observer = DyingDisk { _, operation, path in
      operation == .rename && path == "upstream-lock.yaml"
    }
    #expect(throws: UpgradeFailure.self) { try site.adopt() }
    site.request.observer = nil
    #expect(try site.sandbox.snapshot() != before)
    #expect(try site.adopt().verdict == .adopted)
    #expect(site.text(".confomeet-upgrade/journal") == nil)
  }

  @Test("an adoption undoes an upgrade that was cut off")
  func adoptAfterUpgrade() throws {
    let site = try interrupted()
    #expect(try site.adopt().verdict == .upToDate)
    #expect(site.text(".confomeet-upgrade/journal") == nil)
  }

  @Test("what only reads says so, and undoes nothing")
  func reading() throws {
    let site = try interrupted()
    let before = try site.sandbox.snapshot()
    for classes in [[.images], [.deployment], DriftClass.standard] as [Set<DriftClass>] {
      let finding = try site.drift(classes).one("D310")
      #expect(finding.advice.first?.contains("run the interrupted command again") == true)
    }
    #expect(throws: UpgradeFailure.self) { try site.upgrade("stable-10184", dryRun: true) }
    #expect(throws: UpgradeFailure.self) { try site.adopt(dryRun: true) }
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("resolving, committing, finishing and giving up begin with it")
  func others() throws {
    let site = try interrupted()
    #expect(throws: UpgradeFailure.self) { try Upgrade.abandon(at: site.request.places) }
    #expect(site.text(".confomeet-upgrade/journal") == nil)
    for run in [
      { _ = try Upgrade.resume(site.request, toolVersion: "0.0.0") },
      { _ = try Resolve.run(Resolve.Options(), at: site.request.places) },
    ] as [() throws -> Void] {
      site.request.observer = DyingDisk { _, operation, path in
        operation == .rename && path == "upstream-lock.yaml"
      }
      _ = try? site.upgrade("stable-10184")
      site.request.observer = nil
      #expect(throws: UpgradeFailure.self) { try run() }
      #expect(site.text(".confomeet-upgrade/journal") == nil)
    }
    #expect(try site.drift([.deployment]).verdict == .inStep)
  }

  @Test("what a killed `resolve` left is no part of the patch set, and goes with the next")
  func drafts() throws {
    let site = try Site.deployed("stable-9364-1")
    try site.copyPatches()
    let draft = site.request.patches + "/resolutions/.x.yaml.4194305.0.partial"
    try FileManager.default.createDirectory(
      atPath: site.request.patches + "/resolutions", withIntermediateDirectories: true)
    try Data("half a resol".utf8).write(to: URL(fileURLWithPath: draft))
    #expect(try site.upgrade("stable-9364-1").verdict == .upToDate)
    #expect(throws: UpgradeFailure.self) {
      try Resolve.run(Resolve.Options(), at: site.request.places)
    }
    #expect(!FileManager.default.fileExists(atPath: draft))
  }
}
