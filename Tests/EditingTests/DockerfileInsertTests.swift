import Editing
import Testing

@Suite struct DockerfileInsertTests {
  static let trailing = """
    FROM base
    RUN fetch update && \\
        fetch install alpha beta && \\
        /usr/bin/setup.sh && \\
        clean-up

    VOLUME /config

    """

  @Test func addsBehindAStepWithTheSeparatorAtTheLineEnd() throws {
    let result = try edited(Self.trailing) {
      try Dockerfile($0).insertRunStep("extra --now", .after("/usr/bin/setup.sh"))
    }
    #expect(
      result
        == """
        FROM base
        RUN fetch update && \\
            fetch install alpha beta && \\
            /usr/bin/setup.sh && \\
            extra --now && \\
            clean-up

        VOLUME /config

        """)
  }

  @Test func addsBeforeTheFirstAndAfterTheLast() throws {
    let first = try edited(Self.trailing) {
      try Dockerfile($0).insertRunStep("extra", .before("fetch update"))
    }
    #expect(first.contains("RUN extra && \\\n    fetch update && \\\n    fetch install"))
    let last = try edited(Self.trailing) {
      try Dockerfile($0).insertRunStep("extra", .after("clean-up"))
    }
    #expect(last.contains("    clean-up && \\\n    extra\n\nVOLUME"))
  }

  @Test func keepsTheSeparatorAtTheLineStart() throws {
    let source = "FROM a\nRUN \\\n\tone \\\n\t&& two \\\n\t&& three \\\n\t|| true\n"
    func result(_ place: StepPlace) throws -> String {
      try edited(source) { try Dockerfile($0).insertRunStep("new", place) }
    }
    #expect(
      try result(.before("one"))
        == "FROM a\nRUN \\\n\tnew \\\n\t&& one \\\n\t&& two \\\n\t&& three \\\n\t|| true\n")
    #expect(
      try result(.after("one"))
        == "FROM a\nRUN \\\n\tone \\\n\t&& new \\\n\t&& two \\\n\t&& three \\\n\t|| true\n")
    #expect(
      try result(.after("three"))
        == "FROM a\nRUN \\\n\tone \\\n\t&& two \\\n\t&& three \\\n\t|| true \\\n\t&& new\n")
  }

  @Test func stepsOverSeveralLinesAndLinesOfABackslash() throws {
    let source = """
      FROM a
      RUN \\
        /usr/bin/setup.sh && \\
        fetch purge -y \\
          tool \\
          && \\
        clean-up && \\
      \\
        # the rest
        rm -rf /x && \\
        case "${arch##*-}" in \\
          "a") B=1 ;; \\
          *) echo "no && no"; exit 1 ;; \\
        esac && \\
        done-it
      """
    func result(_ place: StepPlace) throws -> String {
      try edited(source) { try Dockerfile($0).insertRunStep("new", place) }
    }
    #expect(
      try result(.before("fetch purge")).contains("setup.sh && \\\n  new && \\\n  fetch purge"))
    #expect(try result(.after("fetch purge")).contains("    && \\\n  new && \\\n  clean-up && \\"))
    #expect(
      try result(.after("clean-up")).contains("  clean-up && \\\n  new && \\\n\\\n  # the rest"))
    #expect(try result(.before("rm -rf")).contains("\\\n\\\n  new && \\\n  # the rest\n  rm -rf"))
    #expect(try result(.after("done-it")).hasSuffix("esac && \\\n  done-it && \\\n  new"))
  }

  @Test func aSingleStepBecomesAChain() throws {
    #expect(
      try edited("FROM a\nRUN one\n") { try Dockerfile($0).insertRunStep("new", .after("one")) }
        == "FROM a\nRUN one && \\\n    new\n")
    #expect(
      try edited("FROM a\nRUN one\nRUN \\\n  x \\\n  && y\n") {
        try Dockerfile($0).insertRunStep("new", .before("one"))
      } == "FROM a\nRUN new \\\n  && one\nRUN \\\n  x \\\n  && y\n")
    #expect(
      try edited("FROM a\nRUN one && two\n") {
        try Dockerfile($0).insertRunStep("new", .after("one"))
      } == "FROM a\nRUN one && new && two\n")
  }

  @Test func theEscapeDirectiveIsObeyed() throws {
    #expect(
      try edited("# escape=`\nFROM a\nRUN one && `\n  two c:\\\n") {
        try Dockerfile($0).insertRunStep("new", .after("one"))
      } == "# escape=`\nFROM a\nRUN one && `\n  new && `\n  two c:\\\n")
  }

  @Test func aStepThatIsThereIsLeftAlone() throws {
    let text = SourceText(Self.trailing)
    let outcome = try Dockerfile(text).insertRunStep("clean-up", .after("fetch install"))
    #expect(outcome.edits.isEmpty)
    #expect(outcome.already.map { text.string(in: $0) } == ["clean-up"])
  }

  @Test func aStepOnTheOtherSideIsAnObstacle() throws {
    let error = editingError {
      _ = try Dockerfile(SourceText(Self.trailing)).insertRunStep(
        "clean-up", .before("fetch install"))
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.message == "the step is there, but on the other side of `fetch install`")
  }

  @Test func noneAndSeveralAreErrors() throws {
    let dockerfile = try Dockerfile(SourceText(Self.trailing))
    let missing = editingError {
      _ = try dockerfile.insertRunStep("x", .after("/usr/bin/setup.shh"))
    }
    #expect(missing?.kind == .notFound)
    #expect(
      missing?.message
        == "no step of a `RUN` is `/usr/bin/setup.shh`; did you mean `/usr/bin/setup.sh`?")
    let several = editingError { _ = try dockerfile.insertRunStep("x", .after("fetch")) }
    #expect(several?.kind == .ambiguous)
    #expect(several?.message == "2 steps are `fetch`, on lines 2 and 3")
    #expect(several?.offset == Self.trailing.utf8.firstRange(of: "fetch".utf8).map { _ in 14 })
  }

  @Test(arguments: ["a && b", "a # b", "", "a \\", "'open", "--mount=x", "cat <<EOF", "a\nb"])
  func whatIsNotOneStepIsRefused(step: String) throws {
    let dockerfile = try Dockerfile(SourceText(Self.trailing))
    let error = editingError { _ = try dockerfile.insertRunStep(step, .after("clean-up")) }
    #expect(error?.kind == .unsupported)
  }

  @Test func chainsThatCannotTakeAStepAreNamed() throws {
    let exec = editingError {
      _ = try Dockerfile(SourceText("FROM a\nRUN [\"one\", \"two\"]\n"))
        .insertRunStep("x", .after("one"))
    }
    #expect(exec?.kind == .unsupported)
    let heredoc = editingError {
      _ = try Dockerfile(SourceText("FROM a\nRUN <<EOF\nset -e\none\nEOF\n"))
        .insertRunStep("x", .after("one"))
    }
    #expect(heredoc?.kind == .unsupported)
    #expect(heredoc?.offset == 24)
    let comment = editingError {
      _ = try Dockerfile(SourceText("FROM a\nRUN one && two # last\n"))
        .insertRunStep("x", .after("two"))
    }
    #expect(comment?.kind == .unsupported)
  }

  @Test(
    "A step never becomes a part of another one",
    arguments: [
      "RUN one;", "RUN one; \\\n", "RUN one &\n", "RUN two && one & \\\n", "RUN one.<<E# two;",
    ])
  func ends(chain: String) throws {
    let dockerfile = try Dockerfile(SourceText("FROM a\n" + chain))
    let step = try #require(dockerfile.steps().all.last?.text)
    let error = editingError { _ = try dockerfile.insertRunStep("x", .after(step)) }
    #expect(error?.kind == .unsupported)
    #expect(error?.message == "the step cannot stand there without changing another one")
  }
}
