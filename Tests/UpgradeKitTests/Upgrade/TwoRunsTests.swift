import Findings
import Foundation
import Reports
import Testing
import UpgradeKit

@Suite("While another run writes")
struct TwoRunsTests {
  /// Runs an upgrade once, when a run that only reads has read the lock and not yet the files.
  private func atOnce(_ site: Site, _ other: @escaping () throws -> Void) -> (RunStage) -> Void {
    var isDone = false
    return { stage in
      guard stage == .compare, !isDone else { return }
      isDone = true
      do {
        try other()
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test("a dry run reads again, and finds no conflicts that nobody made")
  func dryRun() throws {
    let site = try Site.deployed("stable-9364-1")
    site.request.release = "stable-11146-2"
    site.request.isDryRun = true
    let report = try Upgrade.run(
      site.request, toolVersion: "0.0.0",
      progress: atOnce(site) { try site.upgrade("stable-10184") })
    #expect(report.verdict == .wouldChange)
    #expect(report.from?.tag == "stable-10184")
    #expect(report == (try Upgrade.run(site.request, toolVersion: "0.0.0")))
  }

  @Test("drift reads again")
  func drift() throws {
    let site = try Site.deployed("stable-10184")
    let report = try Drift.run(
      Drift.Options(classes: [.deployment, .patches, .images]), at: site.request.places,
      progress: atOnce(site) { try site.upgrade("stable-11146-2") }
    ).report(toolVersion: "0.0.0")
    #expect(report.verdict == .inStep)
    #expect(report.from?.tag == "stable-11146-2")
    #expect(report.codes == [])
  }

  @Test("a run that only reads does not keep one from writing, nor fails because one may write")
  func readingBeside() throws {
    let site = try Site.deployed("stable-9364-1")
    let writer = try site.sandbox.writer()
    #expect(try site.upgrade("stable-10184", dryRun: true).verdict == .wouldChange)
    withExtendedLifetime(writer) {}
  }

  @Test("a second run that writes is turned away before it reads")
  func writers() throws {
    let site = try Site.deployed("stable-9364-1")
    site.request.release = "stable-10184"
    var second: Finding?
    let report = try Upgrade.run(
      site.request, toolVersion: "0.0.0",
      progress: { stage in
        guard stage == .upstream else { return }
        do {
          try site.upgrade("stable-11146-2")
        } catch let failure as UpgradeFailure {
          second = failure.findings.first
        } catch {
          Issue.record(error)
        }
      })
    #expect(report.verdict == .upgraded)
    #expect(second?.code == .anotherRun)
  }
}
