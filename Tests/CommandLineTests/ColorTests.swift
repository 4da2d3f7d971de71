import Testing

/// When texts have colours.
@Suite struct ColorTests {
  private static let escape: Character = "\u{1B}"

  @Test(
    arguments: [
      ([:], [], false),
      ([:], ["--color", "auto"], false),
      ([:], ["--color", "always"], true),
      (["CONFOMEET_COLOR": "always"], [], true),
      (["CONFOMEET_COLOR": "always"], ["--color", "never"], false),
      (["CONFOMEET_COLOR": "always", "NO_COLOR": "1"], [], true),
    ] as [([String: String], [String], Bool)])
  func inAFile(
    _ environment: [String: String], _ options: [String], isColoured: Bool
  ) throws {
    try withTool(environment) { tool in
      let result = try tool.start(["explain", "G501"] + options).finish()
      #expect(result.output.contains(Self.escape) == isColoured)
    }
  }

  @Test(
    arguments: [
      ([:], [], true),
      (["NO_COLOR": "1"], [], false),
      (["NO_COLOR": ""], [], true),
      (["NO_COLOR": "1"], ["--color", "always"], true),
      (["TERM": "dumb"], [], false),
      ([:], ["--color", "never"], false),
    ] as [([String: String], [String], Bool)])
  func onATerminal(
    _ environment: [String: String], _ options: [String], isColoured: Bool
  ) throws {
    try withTool(environment) { tool in
      let words = options.joined(separator: " ")
      let result = try tool.shell("script -qec '$TOOL explain G501 \(words)' /dev/null")
      #expect(result.output.contains("G501"))
      #expect(result.output.contains(Self.escape) == isColoured)
    }
  }

  @Test func aValueThatIsNoneIsAUsageError() throws {
    try withTool(["CONFOMEET_COLOR": "purple"]) { tool in
      let result = try tool.run("explain")
      #expect(result.status == 64)
      #expect(result.messages.contains("CONFOMEET_COLOR"))
    }
  }
}
