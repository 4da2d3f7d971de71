import Foundation
import TestSupport
import Testing

/// `drift` from outside: exit statuses, streams, files.
@Suite struct DriftTests {
  private func withDeployed(
    _ release: String = "stable-11146-2", _ body: (Tool) throws -> Void
  ) throws {
    try withDeployment { tool in
      #expect(try tool.run(release, "--quiet").status == 0)
      try body(tool)
    }
  }

  /// Edits a generated file.
  private func edit(_ tool: Tool) throws {
    let path = "deployment/confomeet/jibri.yml"
    let text = try #require(tool.read(path))
    try tool.write(text.replacing("shm_size: '2gb'", with: "shm_size: '4gb'"), to: path)
  }

  @Test func inStepIsOneLine() throws {
    try withDeployed { tool in
      let result = try tool.run("drift")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("in step: stable-11146-2; "))
      #expect(result.output.split(separator: "\n").count == 1)
      #expect(result.messages.isEmpty)
      let quiet = try tool.run("drift", "--quiet")
      #expect(quiet.status == 0)
      #expect(quiet.output.isEmpty && quiet.messages.isEmpty)
    }
  }

  @Test func driftExitsWithTwo() throws {
    try withDeployed { tool in
      try edit(tool)
      let result = try tool.run("drift")
      #expect(result.status == 2)
      #expect(result.output.contains("error[D306]"))
      try Snapshots().expect(result.output, named: "drift.txt")
      let quiet = try tool.run("drift", "--quiet")
      #expect(quiet.status == 2)
      #expect(quiet.output.isEmpty)
      #expect(quiet.messages.hasPrefix("error[D306]"))
    }
  }

  @Test func verboseShowsTheChange() throws {
    try withDeployed { tool in
      try edit(tool)
      #expect(try tool.run("drift", "--verbose").output.contains("\n+        shm_size: '4gb'"))
    }
  }

  @Test(arguments: [
    (["--only", "moved"], 0), (["--only", "deployment"], 2), (["--except", "deployment"], 0),
    (["--fail-on", "moved,patches"], 0), (["--fail-on", "none"], 0),
    (["--fail-on", "deployment"], 2),
    (["--only", "deployment,images", "--except", "deployment"], 0),
  ])
  func classesAreChosen(_ options: [String], status: Int) throws {
    try withDeployed { tool in
      try edit(tool)
      #expect(try tool.start(["drift"] + options).finish().status == Int32(status))
    }
  }

  @Test(arguments: [
    ["--only", "deploy"], ["--only", ""], ["--fail-on", "moved,,patches"], ["--except", "all"],
    ["--only", "moved", "--except", "moved"],
  ])
  func whatIsNoClassIsAUsageError(_ options: [String]) throws {
    try withDeployed { tool in
      let result = try tool.start(["drift"] + options).finish()
      #expect(result.status == 64)
      #expect(!result.messages.isEmpty)
    }
  }

  @Test func aNewReleaseIsToldAndFailsOnDemand() throws {
    try withDeployed("stable-10184") { tool in
      let told = try tool.run("drift")
      #expect(told.status == 0)
      #expect(told.output.contains("note[D301]: stable-11146-2 is out: 1 release newer"))
      #expect(try tool.run("drift", "--fail-on", "release").status == 2)
    }
  }

  @Test func reportsAreWritten() throws {
    try withDeployed("stable-10184") { tool in
      try edit(tool)
      let result = try tool.run(
        "drift", "--quiet", "--report", "d.md", "--report", "d.sarif", "--report", "d.json")
      #expect(result.status == 2)
      #expect(tool.read("d.md")?.contains("| ✗ | deployment | out of step | 1 |") == true)
      let sarif = try #require(tool.read("d.sarif"))
      #expect(sarif.contains(#""uri" : "deployment/confomeet/jibri.yml""#))
      #expect(sarif.contains(#""uri" : "upstream-lock.yaml""#))
      #expect(tool.read("d.json")?.contains(#""verdict" : "drifted""#) == true)
      #expect([sarif, tool.read("d.md")].allSatisfy { $0?.contains(tool.folder.path) == false })
      try Snapshots().expect(sarif, named: "drift.sarif")
      _ = try tool.run("drift", "--quiet", "--report", "again.sarif")
      #expect(tool.read("again.sarif") == sarif)
    }
  }

  @Test func withoutALockThereIsNothingToCompareWith() throws {
    try withDeployment { tool in
      let result = try tool.run("drift", "--report", "d.sarif")
      #expect(result.status == 1)
      #expect(result.messages.contains("error[D317]"))
      #expect(tool.read("d.sarif")?.contains(#""executionSuccessful" : false"#) == true)
    }
  }

  @Test func noDeploymentCouldNotBeChecked() throws {
    try withDeployed { tool in
      let result = try tool.run("drift", "--deployment", "elsewhere")
      #expect(result.status == 1)
      #expect(result.messages.contains("elsewhere"))
    }
  }

  @Test func aFileOfVariablesIsTakenFromAnywhere() throws {
    try withDeployed { tool in
      try tool.write("JITSI_IMAGE_VERSION=stable-9364-1\nKEY=hunter2\n", to: "production.env")
      let result = try tool.run(
        "drift", "--only", "images", "--env-file", "production.env", "--report", "-")
      #expect(result.status == 2)
      #expect(result.output.contains("--> production.env:1"))
      #expect(!result.output.contains("hunter2"))
    }
  }

  @Test func aServerThatDoesNotAnswerIsNoDrift() throws {
    try withDeployed { tool in
      var remote = tool
      remote.environment["CONFOMEET_UPSTREAM"] = "https://127.0.0.1:1/meet.git"
      let (all, local) = (try remote.run("drift"), try remote.run("drift", "--only", "deployment"))
      #expect(all.status == 1)
      #expect(local.status == 0)
    }
  }
}
