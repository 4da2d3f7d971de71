import Testing

/// Readers that go away, disks that are full.
@Suite struct StreamTests {
  @Test func aReaderThatHasSeenEnoughIsNoError() throws {
    try withTool { tool in
      // More than a pipe holds, so that the reader is gone before the end.
      let result = try tool.shell(
        "{ for i in {1..40}; do $TOOL explain; done; echo status $? >&2; } | head -1")
      #expect(result.output.split(separator: "\n").count == 1)
      #expect(result.messages == "status 0\n")
    }
  }

  @Test func aFullDiskIsSaid() throws {
    try withTool { tool in
      let result = try tool.shell("$TOOL explain >/dev/full")
      #expect(result.status == 1)
      #expect(result.messages.contains("No space left on device"))
    }
  }

  @Test(arguments: [
    ([], "<release>"), (["explain", "--no-such-option"], "--no-such-option"),
    (["stable-1", "stable-2"], "stable-2"), (["patches", "sow"], "sow"),
    (["stable-1", "--quiet", "--verbose"], "--verbose"), (["stable-1", "--cache"], "--cache"),
  ])
  func usageErrorsGoToStandardError(_ arguments: [String], word: String) throws {
    try withTool { tool in
      let result = try tool.start(arguments).finish()
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains(word))
    }
  }
}
