import Findings
import Foundation
import GitKit
import Testing
import UpgradeKit

/// Runs that are cancelled, or run at once. Those that are cut off are in ``CrashUpgradeTests`` and in scenarios.
struct UpgradeInterruptionTests {
  @Test("while another run writes, nothing is done")
  func twoRuns() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    let other = try site.sandbox.writer()
    let finding = try site.failure()
    withExtendedLifetime(other) {}
    #expect(finding.code.rawValue == "G515")
    #expect(finding.headline.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier) ("))
    #expect(!finding.advice.isEmpty)
  }

  @Test("a run that was cancelled has done nothing")
  func cancelled() throws {
    let site = try Site()
    site.request.connection.cancellation.cancel()
    #expect(try site.failure().code.rawValue == "G520")
  }

  @Test("a run that is cancelled at the last moment, too")
  func cancelledWhileWriting() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    let before = try site.sandbox.snapshot()
    site.request.release = "stable-10184"
    let flag = site.request.connection.cancellation
    #expect(throws: UpgradeFailure.self) {
      try Upgrade.run(site.request, toolVersion: "0") { if $0 == .write { flag.cancel() } }
    }
    #expect(try site.sandbox.snapshot() == before)
  }
}
