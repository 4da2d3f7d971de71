import Foundation
import Testing

/// What the exit status says of what was written, when a report or standard output fails.
@Suite struct WrittenTests {
  @Test func aFullStandardOutputAfterWritingIsNoFailureOfTheUpgrade() throws {
    try withDeployment { tool in
      let result = try tool.shell("$TOOL stable-9364-1 --report a.md >/dev/full")
      #expect(result.status == 4)
      #expect(result.messages.contains("everything was written all the same"))
      #expect(tool.read("upstream-lock.yaml")?.contains("stable-9364-1") == true)
      // The report is written whatever becomes of standard output.
      #expect(tool.read("a.md")?.hasPrefix("#") == true)
    }
  }

  @Test func withoutAnythingWrittenItIsAFailure() throws {
    try withDeployment { tool in
      let dryRun = try tool.shell("$TOOL stable-9364-1 --dry-run >/dev/full")
      let list = try tool.shell("$TOOL releases >/dev/full")
      #expect(dryRun.status == 1)
      #expect(list.status == 1)
    }
  }

  @Test func aReportThatFailsAfterWriting() throws {
    try withDeployment { tool in
      let result = try tool.shell(
        "ln -s /dev/full full.md; $TOOL stable-9364-1 -q --report full.md")
      #expect(result.status == 4)
      #expect(result.messages.contains("the report `full.md` cannot be written"))
      #expect(tool.read("upstream-lock.yaml")?.contains("stable-9364-1") == true)
    }
  }

  @Test(arguments: ["/proc/x.md", "nowhere.md", "/dev/null/x.md"])
  func aReportThatCannotBeMadeIsSaidBefore(_ path: String) throws {
    try withDeployment { tool in
      let result = try tool.shell(
        "ln -s nothing/there.md nowhere.md; $TOOL stable-9364-1 --report \(path)")
      #expect(result.status == 1)
      #expect(result.messages.contains("the report `\(path)` cannot be written"))
      #expect(tool.names(in: "deployment").isEmpty)
    }
  }

  @Test func pipesAndDevicesAreWrittenInto() throws {
    try withDeployment { tool in
      let result = try tool.shell(
        """
        mkfifo pipe.md; ln -s /dev/null null.json; cat pipe.md >copy & \
        $TOOL stable-9364-1 -q --report pipe.md --report null.json; status=$?; wait; \
        test -p pipe.md && test -c /dev/null && exit $status
        """)
      #expect(result.status == 0, "\(result.messages)")
      #expect(tool.read("copy")?.hasPrefix("#") == true)
    }
  }

  @Test func whatAKilledRunLeftOfAReportIsRemoved() throws {
    try withDeployment { tool in
      try tool.write("half", to: ".a.md.4194305.0.partial")
      try tool.write("half", to: ".a.md.1.0.partial")
      try tool.write("not ours", to: ".a.md.mine.partial")
      #expect(try tool.run("stable-9364-1", "-q", "--report", "a.md").status == 0)
      #expect(tool.names(in: ".").filter { $0.hasSuffix(".partial") } == [".a.md.mine.partial"])
    }
  }

  @Test func aReportInTheWayOfTheLockIsRefused() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1", "-q", "--lock", "lock.json").status == 0)
      let lock = tool.read("lock.json")
      let result = try tool.run(
        "stable-10184", "-q", "--lock", "lock.json", "--report", "lock.json")
      #expect(result.status == 1)
      #expect(result.messages.contains("G531"))
      #expect(tool.read("lock.json") == lock)
    }
  }

  @Test func resolvingAndGivingUpAreWrittenToo() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-10184", "-q")
      let compose = "deployment/confomeet/docker-compose.yml"
      let text = try #require(tool.read(compose))
      try tool.write(text.replacing("${HTTP_PORT}:80", with: "8080-8081:80"), to: compose)
      #expect(try tool.run("stable-11146-2", "-q", "--mark-conflicts").status == 3)
      let result = try tool.shell("$TOOL stable-11146-2 --mark-conflicts >/dev/full")
      // Nothing is written while another upgrade is pending.
      #expect(result.status == 1)
    }
  }
}
