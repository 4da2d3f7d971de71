import Foundation
import Glibc
import Testing

/// What is left when a run is interrupted.
@Suite(.timeLimit(.minutes(5))) struct InterruptionTests {
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
      while tool.read("typescript")?.contains("opening upstream") != true { usleep(20_000) }
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
      kill(process, SIGINT)
      // Longer than a run that was interrupted goes on; one that wasn't goes on as long as the server is silent.
      usleep(1_500_000)
      #expect(kill(process, 0) == 0)
      kill(process, SIGTERM)
      #expect(try run.finish().output == "130\n")
    }
  }
}
