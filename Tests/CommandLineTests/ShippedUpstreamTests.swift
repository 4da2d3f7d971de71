import DemoUpstream
import Foundation
import TestSupport
import Testing

/// The upstream that ships with the tool, by its name.
@Suite struct ShippedUpstreamTests {
  /// What a newcomer has: a patch set, and somebody else's lock in the current folder.
  private func withClone(_ body: (Tool) throws -> Void) throws {
    try withTool(["CONFOMEET_CACHE": "cache", "https_proxy": "http://127.0.0.1:1"]) { tool in
      try tool.prepare()
      for name in ["upstream.git", "deployment"] {
        try FileManager.default.removeItem(at: tool.folder.appending(path: name))
      }
      try tool.write("production's\n", to: "upstream-lock.yaml")
      try body(tool)
    }
  }

  /// The exit status of a run on the upstream that ships with the tool.
  private func status(
    _ tool: Tool, _ arguments: String..., deployment: String = "trial"
  ) throws -> Int32 {
    let options = ["--upstream", "demo", "--deployment", deployment]
    return try tool.start(arguments + options).finish().status
  }

  @Test func aFirstDeploymentAndAnUpgradeNeedNoNetwork() throws {
    try withClone { tool in
      let first = try tool.run("stable-9364-1", "--deployment", "trial", "--upstream", "demo")
      #expect(first.status == 0, "\(first.messages)")
      #expect(first.output.contains(" of demo"))
      #expect(tool.names(in: "trial") == ["confomeet", "upstream-lock.yaml"])
      #expect(
        tool.read("trial/upstream-lock.yaml")?.contains("{url: demo, tag: stable-9364-1") == true)
      let second = try tool.run("stable-10184", "--deployment", "trial/", "--upstream", "demo")
      #expect(second.status == 0, "\(second.messages)")
      #expect(second.output.hasPrefix("upgraded: stable-9364-1 → stable-10184\n"))
      #expect(tool.read("upstream-lock.yaml") == "production's\n")
      #expect(tool.names(in: ".") == ["cache", "patches", "trial", "upstream-lock.yaml"])
    }
  }

  @Test(arguments: [
    ["releases"], ["matrix"], ["env", "stable-10184"], ["drift", "--except", "release"],
    ["adopt", "stable-9364-1"], ["stable-9364-1"], ["patches", "check"],
  ])
  func isTakenWhereverAnUpstreamIs(command: [String]) throws {
    try withClone { tool in
      var tool = tool
      tool.environment["CONFOMEET_UPSTREAM"] = "demo"
      tool.environment["CONFOMEET_DEPLOYMENT"] = "trial"
      #expect(try tool.run("stable-9364-1").status == 0)
      let result = try tool.start(command).finish()
      #expect(result.status == 0, "\(result.messages)\(result.output)")
      #expect(tool.read("upstream-lock.yaml") == "production's\n")
    }
  }

  @Test func aDeploymentThatIsNotThereYetIsMadeByNothingElse() throws {
    try withClone { tool in
      let statuses = [
        try status(tool, "stable-9364-1", "--dry-run"), try status(tool, "stable-1"),
      ]
      #expect(statuses == [2, 1])
      #expect(tool.names(in: ".") == ["cache", "patches", "upstream-lock.yaml"])
    }
  }

  @Test func theCurrentFolderIsADeploymentToo() throws {
    try withClone { tool in
      try FileManager.default.removeItem(at: tool.folder.appending(path: "upstream-lock.yaml"))
      #expect(try status(tool, "stable-9364-1", deployment: ".") == 0)
      #expect(tool.names(in: ".").contains("upstream-lock.yaml"))
    }
  }

  @Test func whatItsCopyInTheCacheLacksIsMadeAnew() throws {
    try withClone { tool in
      #expect(try status(tool, "stable-9364-1") == 0)
      let copy = try #require(tool.names(in: "cache").first)
      for part in ["HEAD", "refs", "objects"] {
        try FileManager.default.removeItem(at: tool.folder.appending(path: "cache/\(copy)/\(part)"))
        #expect(try status(tool, "stable-10184", "--dry-run") == 2, "\(part)")
      }
      #expect(tool.names(in: "cache") == [copy])
    }
  }

  @Test func anotherUpstreamThanADeploymentsIsSaidToBeAnother() throws {
    try withClone { tool in
      let other = try FixtureRepository(at: tool.folder.appending(path: "other.git").path)
      let commit = try other.commit(["docker-compose.yml": "services: {}\n"])
      try other.tag("stable-9364-1", at: commit)
      #expect(try status(tool, "stable-9364-1") == 0)
      let result = try tool.run(
        "stable-9364-1", "--upstream", "other.git", "--dry-run", "--deployment", "trial")
      #expect(result.status == 1)
      #expect(result.messages.contains("run again with `--upstream demo`"), "\(result.messages)")
    }
  }

  @Test func whoReachesNoServerIsToldOfIt() throws {
    try withClone { tool in
      let result = try tool.run(
        "stable-9364-1", "--deployment", "trial", "--upstream", "https://127.0.0.1:1/up.git")
      #expect(result.status == 1)
      #expect(result.messages.contains("error[G503]"), "\(result.messages)")
      #expect(result.messages.contains("`--upstream demo`"))
    }
  }
}
