import TestSupport
import Testing

/// Local edits that become a patch, from outside.
@Suite struct CaptureTests {
  private static let compose = "deployment/confomeet/docker-compose.yml"

  private static func withEdit(_ body: (Tool) throws -> Void) throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184", "--quiet").status == 0)
      let text = try #require(tool.read(compose))
      let edited = text.replacing(
        "            - PUBLIC_URL\n", with: "            - OUR_LIMIT=20\n            - PUBLIC_URL\n"
      )
      #expect(edited != text)
      try tool.write(edited, to: compose)
      try body(tool)
    }
  }

  @Test func aDryRunShowsThePatchAndWritesNothing() throws {
    try Self.withEdit { tool in
      let lock = tool.read("upstream-lock.yaml")
      let result = try tool.run("patches", "capture", "our-limit", "--dry-run")
      #expect(result.status == 2, "\(result.messages)")
      try Snapshots().expect(result.output, named: "patches.capture.dry-run.txt")
      #expect(tool.names(in: "patches") == ["network", "patchset.yaml"])
      #expect(tool.read("upstream-lock.yaml") == lock)
    }
  }

  @Test func aPatchIsWrittenWithItsBlanksAndThenInStep() throws {
    try Self.withEdit { tool in
      #expect(try tool.run("drift", "--offline").status == 2)
      let result = try tool.run(
        "patches", "capture", "our-limit", Self.compose, "--title", "Meetings have a limit")
      #expect(result.status == 0, "\(result.messages)")
      try Snapshots().expect(result.output, named: "patches.capture.txt")
      #expect(try tool.run("drift", "--offline", "--only", "deployment,patches").status == 0)
      let check = try tool.run("patches", "check")
      #expect(check.status == 0)
      #expect(check.messages.contains("warning[P117]: patch `our-limit` has a blank: reason"))
      #expect(try tool.run("stable-11146-2").status == 0)
      #expect(tool.read(Self.compose)?.contains("- OUR_LIMIT=20\n") == true)
    }
  }

  @Test(arguments: ["--title", "--reason"])
  func noSecretIsWrittenThatAPersonSays(_ option: String) throws {
    try Self.withEdit { tool in
      let result = try tool.run(
        "patches", "capture", "our-limit", option, "with ghp_abcdefghijklmnopqrstuvwxyz0123456789")
      #expect(result.status == 1)
      #expect(result.messages.contains("error[U246]"))
      #expect(!(result.output + result.messages).contains("ghp_abc"))
      #expect(tool.names(in: "patches") == ["network", "patchset.yaml"])
    }
  }

  @Test func whatCannotBeCapturedIsSaid() throws {
    try withDeployment { tool in
      let early = try tool.run("patches", "capture", "ours")
      #expect(early.status == 1)
      #expect(early.messages.contains("there is no lock"))
      #expect(try tool.run("stable-10184", "--quiet").status == 0)
      let none = try tool.run("patches", "capture", "ours")
      #expect(none.status == 1)
      #expect(none.messages.contains("error[U244]: no generated file is edited"))
    }
  }

  @Test(arguments: [
    ["Ours"], ["-x"], ["1"], ["null"], ["resolutions"], [String(repeating: "a", count: 65)],
    ["ours", "--only", "services."], ["ours", "--title", " "],
    ["ours", "--title", "a\nb"], [],
  ])
  func wrongUse(_ arguments: [String]) throws {
    try withTool { tool in
      let result = try tool.start(["patches", "capture"] + arguments).finish()
      #expect(result.status == 64)
    }
  }
}
