import Findings
import Foundation
import GitKit
import Reports
import Synchronization
import TestSupport
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

  /// Stops a run that writes before it replaces the lock, until it may go on.
  private final class Pause: FileStepObserver {
    let isReached = DispatchSemaphore(value: 0)
    private let mayGoOn = DispatchSemaphore(value: 0)
    private let isOver = Mutex(false)

    func willPerform(_ operation: FileOperation, at path: String) {
      guard operation == .rename, path == "upstream-lock.yaml" else { return }
      let isFirst = isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
      guard isFirst else { return }
      isReached.signal()
      mayGoOn.wait()
    }

    func end() { mayGoOn.signal() }
  }

  @Test("a failing read waits for the run that writes, says so, and is tried again", .endsAtAll)
  func failure() throws {
    let site = try Site.deployed("stable-9364-1")
    // The lock is for a tag that has moved; the other run replaces it.
    let repository = try Repository(opening: site.upstream)
    let old = try #require(try repository.tag(named: "stable-9364-1")?.commit)
    let other = try repository.commit(
      tree: repository.commit(old).tree, parents: [old], author: Site.author, message: "Again")
    try repository.tag("stable-9364-1", at: other, replacing: true)
    #expect(try site.failure("stable-11146-2", dryRun: true).code == .tagMoved)

    let pause = Pause()
    var writing = site.request.places
    writing.observer = pause
    let (places, isWritten) = (writing, DispatchSemaphore(value: 0))
    let waits = Mutex(0)
    site.request.connection.notice = { notice in
      guard case .waiting = notice else { return }
      waits.withLock { $0 += 1 }
      pause.end()
    }
    site.request.release = "stable-11146-2"
    site.request.isDryRun = true
    var tries = 0
    let report = try Upgrade.run(
      site.request, toolVersion: "0.0.0",
      progress: { stage in
        // By then it has read the lock.
        guard stage == .upstream else { return }
        tries += 1
        guard tries == 1 else { return }
        Thread.detachNewThread {
          let options = Adoption.Options(release: "stable-9364-1", isForced: true)
          do {
            #expect(try Adoption.run(options, at: places).verdict == .adopted)
          } catch {
            Issue.record(error)
          }
          pause.isReached.signal()
          isWritten.signal()
        }
        pause.isReached.wait()
      })
    isWritten.wait()
    #expect(tries == 2)
    #expect(waits.withLock { $0 } == 1)
    #expect(report.verdict == .wouldChange)
    #expect(report.from?.commit == other.hex)
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
