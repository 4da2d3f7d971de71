import Foundation
import Testing

/// Findings that are accepted from outside, and what commands say of them then.
@Suite struct AcceptTests {
  private static let variables = "deployment/confomeet/.env"

  /// A deployment whose file of variables has one that nothing uses.
  private static func withFinding(_ body: (Tool) throws -> Void) throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-11146-2", "--quiet").status == 0)
      try tool.write("NOBODYS=1\n", to: variables)
      try body(tool)
    }
  }

  private static let accept = ["accept", "E401", "confomeet/.env"]

  @Test func whatIsAcceptedFailsNothingAnyMore() throws {
    try Self.withFinding { tool in
      let words = ["drift", "--only", "environment", "--offline"]
      let before = try tool.start(words).finish()
      #expect(before.status == 2)
      #expect(before.output.contains("NOBODYS"))
      let result = try tool.start(
        Self.accept + ["--part", "NOBODYS", "--because", "the proxy's", "--until", "9999-12-31"]
      ).finish()
      #expect(result.status == 0, "\(result.messages)")
      #expect(
        result.output == """
          E401 in confomeet/.env about `NOBODYS` is accepted, until 9999-12-31
            recorded in patches/accepted.yaml
          Next: confomeet-upgrade drift

          """)
      #expect(
        tool.read("patches/accepted.yaml")?.hasSuffix(
          """
          accepted:
            - code: E401
              path: confomeet/.env
              part: NOBODYS
              because: the proxy's
              until: 9999-12-31

          """) == true)
      let after = try tool.start(words + ["--verbose"]).finish()
      #expect(after.output.contains("the proxy's"))
      #expect(!after.output.contains("warning[E401]: `NOBODYS` does nothing\n"))
      let file = try tool.run("env", "--env-file", Self.variables, "--offline")
      #expect(file.output.contains("NOBODYS"))
      #expect(try tool.run("stable-11146-2").output.contains("up to date"))
    }
  }

  @Test func anAcceptanceThatHasEndedAcceptsNothing() throws {
    try Self.withFinding { tool in
      let late = Self.accept + ["--because", "x", "--until", "2020-01-01"]
      #expect(try tool.start(late).finish().status == 0)
      let result = try tool.run("drift", "--only", "environment", "--offline")
      #expect(result.status == 2)
      #expect(result.output.contains("P116"))
      #expect(result.output.contains("ended on 2020-01-01"))
    }
  }

  @Test(
    arguments: [
      (["accept", "E4O1", "a", "--because", "b"], "Did you mean 'E401'?"),
      (["accept", "U203", "a", "--because", "b"], "U203 can't be accepted"),
      (["accept", "E401", "../a", "--because", "b"], "'../a'"),
      (["accept", "E401", "a"], "--because"),
      (["accept", "E401", "a", "--because", " "], "needs a reason"),
      (["accept", "E401", "a", "--because", "b", "--until", "soon"], "'soon'"),
      (["accept", "E401", "a", "--because", "b", "--part", ""], "needs a name"),
    ])
  func whatCannotBeAcceptedIsAUsageError(_ words: [String], _ text: String) throws {
    try withDeployment { tool in
      let result = try tool.start(words).finish()
      #expect(result.status == 64)
      #expect(result.unwrappedMessages.contains(text), "\(result.messages)")
      #expect(tool.read("patches/accepted.yaml") == nil)
    }
  }

  @Test func aDamagedListIsLeftAlone() throws {
    try withDeployment { tool in
      try tool.write("accepted:\n  - what: ever\n", to: "patches/accepted.yaml")
      let result = try tool.start(Self.accept + ["--because", "x"]).finish()
      #expect(result.status == 1)
      #expect(result.messages.contains("patches/accepted.yaml:2:5"))
      #expect(tool.read("patches/accepted.yaml") == "accepted:\n  - what: ever\n")
    }
  }
}
