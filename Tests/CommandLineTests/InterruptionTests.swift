import Foundation
import Glibc
import TestSupport
import Testing

/// What is left when a run is interrupted.
@Suite(.endsAtAll) struct InterruptionTests {
  @Test(arguments: [[SIGINT], [SIGTERM], [SIGINT, SIGINT]])
  func aServerThatSaysNothingIsLeft(_ signals: [Int32]) throws {
    let server = try LoopbackServer()
    try withDeployment(["CONFOMEET_UPSTREAM": server.url]) { tool in
      let run = try tool.start(["stable-9364-1", "--cache", "cache"])
      server.waitForGuest()
      for signal in signals { kill(run.process.processIdentifier, signal) }
      let result = try run.finish()
      #expect(run.process.terminationReason == .exit)
      #expect(result.status == 130)
      #expect(result.output.isEmpty)
      #expect(result.messages == "confomeet-upgrade: interrupted; nothing was changed\n")
      #expect(tool.names(in: "cache").isEmpty)
      #expect(tool.names(in: "deployment").isEmpty)
      #expect(tool.read("upstream-lock.yaml") == nil)
    }
  }

  @Test func onATerminalTheWaitingIsSeenAndTakenAway() throws {
    let server = try LoopbackServer()
    try withDeployment(["CONFOMEET_UPSTREAM": server.url]) { tool in
      let run = try tool.startShell(
        "script -qfec 'echo $$ >pid; exec $TOOL stable-9364-1 --cache cache' typescript")
      while tool.read("typescript")?.contains("opening upstream") != true, run.process.isRunning {
        usleep(20_000)
      }
      let process = try #require(tool.processID(in: "pid"))
      kill(process, SIGINT)
      let result = try run.finish()
      #expect(result.status == 130)
      #expect(
        result.output.hasSuffix(
          "\r\u{1B}[Kconfomeet-upgrade: interrupted; nothing was changed\r\n"))
    }
  }

  @Test func aSignalThatIsIgnoredStaysIgnored() throws {
    let server = try LoopbackServer()
    try withDeployment(["CONFOMEET_UPSTREAM": server.url]) { tool in
      // A shell without job control starts what runs in the background so.
      let run = try tool.startShell(
        "trap '' INT; $TOOL stable-9364-1 --cache cache & echo $! >pid; wait $!; echo $?")
      server.waitForGuest()
      let process = try #require(tool.processID(in: "pid"))
      // The run has prepared itself for signals by now, and the kernel throws this one away.
      #expect(try ignores(process, SIGINT))
      #expect(try !ignores(process, SIGTERM))
      kill(process, SIGINT)
      kill(process, SIGTERM)
      #expect(try run.finish().output == "130\n")
    }
  }

  /// Whether a process has the kernel throw a signal away.
  private func ignores(_ process: pid_t, _ signal: Int32) throws -> Bool {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let mask = try #require(status.firstMatch(of: /SigIgn:\t([0-9a-f]+)/)).1
    return try #require(UInt64(mask, radix: 16)) & 1 << (UInt64(signal) - 1) != 0
  }
}
