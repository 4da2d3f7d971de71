import Foundation
import Testing

/// The main job from outside: exit statuses, streams, files.
@Suite struct UpgradeTests {
  @Test func anUpgradeIsDoneOnceAndForAll() throws {
    try withDeployment { tool in
      let first = try tool.run("stable-9364-1")
      #expect(first.status == 0)
      #expect(first.output.hasPrefix("upgraded: stable-9364-1\n"))
      #expect(first.messages.isEmpty)
      #expect(tool.read("deployment/confomeet/docker-compose.yml")?.contains("ours:") == true)
      let lock = try #require(tool.read("upstream-lock.yaml"))
      #expect(lock.contains("stable-9364-1"))

      let second = try tool.run("upgrade", "stable-9364-1")
      #expect(second.status == 0)
      #expect(second.output.hasPrefix("up to date: stable-9364-1\n"))
      #expect(tool.read("upstream-lock.yaml") == lock)
    }
  }

  @Test func aDryRunWritesNothing() throws {
    try withDeployment { tool in
      let result = try tool.run("stable-9364-1", "--dry-run")
      #expect(result.status == 2)
      #expect(result.output.hasPrefix("would change: stable-9364-1\n"))
      #expect(tool.names(in: "deployment").isEmpty)
      #expect(tool.read("upstream-lock.yaml") == nil)
      _ = try tool.run("stable-9364-1")
      #expect(try tool.run("stable-9364-1", "-n").status == 0)
    }
  }

  @Test func aConflictStopsIt() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-9364-1")
      let lock = tool.read("upstream-lock.yaml")
      let path = "deployment/confomeet/docker-compose.yml"
      let edited = try #require(tool.read(path)).replacing("${HTTP_PORT}:80", with: "8080-8081:80")
      try tool.write(edited, to: path)

      let result = try tool.run("stable-11146-2")
      #expect(result.status == 3)
      #expect(result.output.contains("conflict[U220]"))
      #expect(tool.read(path) == edited)
      #expect(tool.read("upstream-lock.yaml") == lock)

      let quiet = try tool.run("stable-11146-2", "--quiet")
      #expect(quiet.status == 3)
      #expect(quiet.output.isEmpty)
      #expect(quiet.messages.hasPrefix("conflict[U220]"))
    }
  }

  @Test func anUnknownReleaseIsNoUsageError() throws {
    try withDeployment { tool in
      let result = try tool.run("stable-9364", "--report", "report.json")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("error[G501]"))
      #expect(result.messages.contains("`stable-9364-1`"))
      #expect(tool.read("report.json")?.contains(#""verdict" : "failed""#) == true)
    }
  }

  @Test func quietSaysNothingWhenAllIsWell() throws {
    try withDeployment(["CONFOMEET_QUIET": "1"]) { tool in
      let result = try tool.run("stable-9364-1")
      #expect(result.status == 0)
      #expect(result.output.isEmpty && result.messages.isEmpty)
    }
  }

  @Test func aSlipInACommandIsAUsageError() throws {
    try withDeployment { tool in
      let result = try tool.run("relases")
      #expect(result.status == 64)
      #expect(result.messages.contains("Did you mean 'releases'?"))
    }
  }

  @Test func aPatchSetThatCannotBeReadIsSaid() throws {
    try withDeployment { tool in
      let result = try tool.run("stable-9364-1", "--patches", "nowhere")
      #expect(result.status == 1)
      #expect(result.messages.hasPrefix("error[P"))
      #expect(result.messages.contains("--patches"))
    }
  }

  @Test(arguments: ["off", "", "0"])
  func everyOptionHasItsVariable(_ offline: String) throws {
    let environment = [
      "CONFOMEET_DEPLOYMENT": "production", "CONFOMEET_PATCHES": "our-patches",
      "CONFOMEET_LOCK": "production.lock", "CONFOMEET_REPORT": "report.md",
      "CONFOMEET_CACHE": "mirrors", "CONFOMEET_OFFLINE": offline,
      "CONFOMEET_VERBOSE": "yes",
    ]
    try withDeployment(environment) { tool in
      try FileManager.default.moveItem(
        at: tool.folder.appending(path: "patches"),
        to: tool.folder.appending(path: "our-patches"))
      let result = try tool.run("stable-9364-1")
      #expect(result.status == 0, "\(result.messages)")
      #expect(!tool.names(in: "production/confomeet").isEmpty)
      #expect(tool.read("production.lock") != nil)
      #expect(tool.read("report.md")?.isEmpty == false)
      #expect(result.output.contains("compose.rename-network"))
      // The command line counts more than the variable.
      #expect(try tool.run("stable-9364-1", "--lock", "other.lock", "--dry-run").status != 0)
    }
  }

  @Test func aSwitchThatIsNeitherOnNorOffIsAUsageError() throws {
    try withDeployment(["CONFOMEET_OFFLINE": "perhaps"]) { tool in
      let result = try tool.run("stable-9364-1")
      #expect(result.status == 64)
      #expect(result.messages.contains("CONFOMEET_OFFLINE"))
    }
  }
}
