import Foundation
import Testing
import UpgradeKit

@Suite("Writing a deployment in a process that is killed")
struct CrashKillTests {
  @Test("Killed at any step, the next run finds the old state or the new one, whole")
  func everyStep() throws {
    let states = try CrashScenario.states()
    let count = try #require(Int(try CrashProcess(step: 0).wait().output))
    #expect(count > 100)
    var reached: Set<Bool> = []
    for step in 1...count {
      let process = try CrashProcess(step: step)
      #expect(process.wait().isKilled)
      _ = try process.sandbox.writer()
      let state = try process.stateOfSandbox()
      #expect(state == states.old || state == states.new, "step \(step)")
      reached.insert(state == states.new)
    }
    #expect(reached == [true, false])
  }

  @Test("Killed at every step of undoing a killed run, the old state is there in the end")
  func undoing() throws {
    let states = try CrashScenario.states()
    let count = try #require(Int(try CrashProcess(step: 0).wait().output))
    // Shortly before the end, so that nearly everything has to be undone.
    let killed = try CrashProcess(step: count - 40)
    #expect(killed.wait().isKilled)
    for step in 1...60 {
      // The undoing is the first thing that the process does; whatever it does behind it is killed, too.
      let next = try CrashProcess(step: step, in: killed.sandbox)
      #expect(next.wait().isKilled)
    }
    _ = try killed.sandbox.writer()
    #expect(try killed.stateOfSandbox() == states.old)
  }

  @Test("Whatever the process's mask is, files and folders are readable and scripts can be run")
  func mask() throws {
    let process = try CrashProcess(step: 0, mask: "777")
    #expect(process.wait().isKilled == false)
    #expect(try process.stateOfSandbox() == CrashScenario.states().new)
  }
}

/// `CrashWriter` at work on a sandbox of the crash scenario.
private struct CrashProcess {
  let sandbox: Sandbox
  private let process = Process()
  private let pipe = Pipe()

  init(step: Int, mask: String = "022", in existing: Sandbox? = nil) throws {
    sandbox = try existing ?? CrashScenario.sandbox()
    if existing == nil { try sandbox.write(CrashScenario.after, to: "after") }
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("CrashWriter")
    process.arguments = [
      sandbox.deployment, sandbox.lock, sandbox.path + "/after", CrashScenario.newLock,
      String(step), mask,
    ]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  func wait() -> (isKilled: Bool, output: String) {
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL,
      String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    )
  }

  /// What the sandbox looks like, without the folder that says what shall come.
  func stateOfSandbox() throws -> [String: String] {
    try sandbox.snapshot().filter { !$0.key.hasPrefix("after") }
  }
}
