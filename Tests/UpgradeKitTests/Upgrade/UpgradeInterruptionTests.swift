import Foundation
import GitKit
import PatchKit
import ReportKit
import Synchronization
import Testing
import UpgradeKit

/// Runs that are interrupted, run at once, or follow one that was interrupted.
struct UpgradeInterruptionTests {
  @Test("a run that was interrupted while writing is undone by the next, which says so")
  func recovered() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    let next = try Demo.generate("stable-10184").generation.tree
    // The disk stops working when some files are in place, so that the writer cannot tidy up.
    let renames = Mutex(0)
    let disk = FaultyDisk { _, operation, _ in
      renames.withLock { renames in
        if operation == .rename { renames += 1 }
        return renames > 3 ? .noSpace : nil
      }
    }
    var before: [TreePath: FileVersion] = [:]
    var after: [TreePath: FileTree.File] = [:]
    let old = try Demo.generate("stable-9364-1").generation.tree
    for path in old.paths {
      before[try TreePath("confomeet/\(path)")] = old[path].map { FileVersion($0) }
    }
    for path in next.paths { after[try TreePath("confomeet/\(path)")] = next[path] }
    #expect(throws: DeploymentError.self) {
      let writer = try site.sandbox.writer(disk)
      _ = try writer.apply(ChangeSet(from: before, to: FileTree(after)))
    }
    let dry = try site.failure("stable-11146-2", dryRun: true)
    #expect(dry.code.rawValue == "G514")
    #expect(dry.advice.first?.contains("without `--dry-run`") == true)

    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .upgraded)
    #expect(report.codes == ["G518"])
    let fresh = try Site()
    try fresh.upgrade("stable-11146-2")
    #expect(try site.sandbox.snapshot("deployment") == fresh.sandbox.snapshot("deployment"))
    #expect(site.lock == fresh.lock)
  }

  @Test("while another run writes, nothing is done")
  func twoRuns() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    let other = try site.sandbox.writer()
    let finding = try site.failure()
    withExtendedLifetime(other) {}
    #expect(finding.code.rawValue == "G515")
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
