import GitKit
import Testing
import UpgradeKit

@Suite("Writing a deployment on a disk that fails")
struct CrashFaultTests {
  private func stepCount() throws -> Int {
    let disk = FaultyDisk { _, _, _ in nil }
    let sandbox = try CrashScenario.sandbox()
    _ = try sandbox.writer(disk).apply(try CrashScenario.changes())
    return disk.count
  }

  @Test("Without a fault, the new state holds and nothing is left over")
  func noFault() throws {
    let sandbox = try CrashScenario.sandbox()
    let outcome = try sandbox.writer().apply(try CrashScenario.changes())
    #expect(try sandbox.snapshot() == CrashScenario.states().new)
    #expect(outcome.leftover == nil)
    #expect(outcome.movedLock)
    #expect(
      outcome.removed.map(\.text) == [
        "confomeet/file-to-folder", "confomeet/folder-to-file/inner", "confomeet/going/deep/one",
        "confomeet/going/deep/two", "confomeet/staying/going",
      ])
    #expect(
      outcome.written.map(\.text) == [
        "README.md", "confomeet/coming/deep/three", "confomeet/docker-compose.yml",
        "confomeet/file-to-folder/inner", "confomeet/folder-to-file", "confomeet/mode.sh",
        "confomeet/run.sh",
      ])
  }

  @Test("A fault at any one step leaves the old state, or the new one when it was reached")
  func oneFault() throws {
    let states = try CrashScenario.states()
    let count = try stepCount()
    #expect(count > 100)
    for step in 1...count {
      let sandbox = try CrashScenario.sandbox()
      let disk = FaultyDisk { number, _, _ in number == step ? .noSpace : nil }
      do {
        let outcome = try sandbox.writer(disk).apply(try CrashScenario.changes())
        // Only clearing up failed; the next writer does it.
        #expect(outcome.leftover != nil, "step \(step)")
        _ = try sandbox.writer()
        #expect(try sandbox.snapshot() == states.new, "step \(step)")
      } catch let error as DeploymentError {
        guard case .fileSystem(let reason) = error else {
          Issue.record("step \(step): \(error)")
          continue
        }
        #expect(reason.kind == .noSpace)
        #expect(try sandbox.snapshot() == states.old, "step \(step)")
      } catch is FileSystemError {
        #expect(try sandbox.snapshot() == states.old, "step \(step)")
      }
    }
  }

  @Test("A disk that is gone from any step on leaves the old or the new state after the next run")
  func deadDisk() throws {
    let states = try CrashScenario.states()
    var reached: Set<Bool> = []
    for step in 1...(try stepCount()) {
      let sandbox = try CrashScenario.sandbox()
      let disk = FaultyDisk { number, _, _ in number >= step ? .system(5) : nil }
      _ = try? sandbox.writer(disk).apply(try CrashScenario.changes())
      _ = try sandbox.writer()
      let state = try sandbox.snapshot()
      #expect(state == states.old || state == states.new, "step \(step)")
      reached.insert(state == states.new)
    }
    #expect(reached == [true, false])
  }

  @Test("Undoing may fail at any step as well, and is done by the run after")
  func faultyUndo() throws {
    let states = try CrashScenario.states()
    // Dead from the moment at which the lock is moved: everything is to be undone then.
    let dead = { @Sendable (number: Int, operation: FileOperation, path: String) in
      operation == .rename && path == "upstream-lock.yaml"
    }
    for step in 1...400 {
      let sandbox = try CrashScenario.sandbox()
      let first = DyingDisk(dead)
      #expect(throws: DeploymentError.self) {
        _ = try sandbox.writer(first).apply(try CrashScenario.changes())
      }
      let second = FaultyDisk { number, _, _ in number >= step ? .system(5) : nil }
      let isDone = (try? sandbox.writer(second)) != nil
      let third = try sandbox.writer()
      #expect(try sandbox.snapshot() == states.old, "step \(step)")
      if isDone {
        #expect(third.recovery == .nothing)
        #expect(step > 20)
        return
      }
    }
    Issue.record("undoing has more steps than expected")
  }
}
