import Testing

@Suite struct ExplainTests {
  @Test(arguments: ["U203", "u203", "unknownRelease"])
  func knowsCodesAndNames(_ code: String) throws {
    try withTool { tool in
      let result = try tool.run("explain", code)
      #expect(result.status == 0)
      #expect(result.output.contains("What to do"))
      #expect(result.messages.isEmpty)
    }
  }

  @Test func withoutACodeListsAll() throws {
    try withTool { tool in
      let result = try tool.run("explain")
      #expect(result.status == 0)
      #expect(result.output.contains("P101") && result.output.contains("G520"))
    }
  }

  @Test(arguments: [("G5O1", "G501"), ("unknownRelase", "unknownRelease")])
  func anUnknownCodeIsAUsageError(_ code: String, meant: String) throws {
    try withTool { tool in
      let result = try tool.run("explain", code)
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("Did you mean '\(meant)'?"))
    }
  }
}
