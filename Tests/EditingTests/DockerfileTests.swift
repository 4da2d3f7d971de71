import Editing
import Testing

@Suite struct DockerfileTests {
  func steps(_ run: String) throws -> [String] {
    try Dockerfile(SourceText("FROM a\nRUN " + run + "\n")).steps().all.map(\.text)
  }

  @Test func instructionsHaveExactSpans() throws {
    let text = SourceText(
      "# syntax=x\n\n  from a AS one\nRUN a \\\n\n  # note\n  b\nCOPY <<-'E' /x\n\tFROM no\n\tE\nUSER s6"
    )
    let file = try Dockerfile(text)
    #expect(file.instructions.map(\.keyword) == ["FROM", "RUN", "COPY", "USER"])
    #expect(
      file.instructions.map { text.string(in: $0.span) } == [
        "from a AS one", "RUN a \\\n\n  # note\n  b", "COPY <<-'E' /x\n\tFROM no\n\tE", "USER s6",
      ])
    #expect(file.instructions.map(\.text) == ["a AS one", "a b", "<<-'E' /x", "s6"])
    #expect(file.instructions.map(\.form) == [.shell, .shell, .heredoc, .shell])
    #expect(file.instructions.map(\.stage) == [0, 0, 0, 0])
  }

  @Test(arguments: [
    ("a && b", ["a", "b"]),
    ("a 'x && y' && b \"p && $(q && r)\"", ["a 'x && y'", "b \"p && $(q && r)\""]),
    ("(a && b || c) && { d && e; } && f", ["(a && b || c)", "{ d && e; }", "f"]),
    ("if a && b; then c && d; fi && e", ["if a && b; then c && d; fi", "e"]),
    ("for i in a b; do x && y; done && z", ["for i in a b; do x && y; done", "z"]),
    ("case $x in a) b && c ;; (d) e;; esac && f", ["case $x in a) b && c ;; (d) e;; esac", "f"]),
    ("case $x in a) b && c; esac && f", ["case $x in a) b && c; esac", "f"]),
    ("[[ a && b ]] && c", ["[[ a && b ]]", "c"]),
    ("a >x 2>&1 && b &>y && c | d && e || true", ["a >x 2>&1", "b &>y", "c | d", "e || true"]),
    ("V=$(a && b | c) && `d && e` && f", ["V=$(a && b | c)", "`d && e`", "f"]),
    ("echo ${a:-\"x && }\"} if esac done } && b", ["echo ${a:-\"x && }\"} if esac done }", "b"]),
    ("a \\&& b && c#d && e # f && g", ["a \\&& b", "c#d", "e # f && g"]),
    ("--mount=type=cache,target=/c a && b", ["a", "b"]),
    ("a \\\n\n  # b && c\n   d \\\n && \\\ne", ["a d", "e"]),
    ("ab\\\ncd && echo $((1 + (2 << 3))) && x", ["abcd", "echo $((1 + (2 << 3)))", "x"]),
  ])
  func chainsSplitAtTheTopLevel(run: String, expected: [String]) throws {
    #expect(try steps(run) == expected)
  }

  @Test func stepsHaveExactSpans() throws {
    let text = SourceText(
      "FROM a\nRUN x \\\n    y \\\n    && \\\n  z  && \\\n\\\n  w \nRUN [\"q\"]\nRUN v")
    let file = try Dockerfile(text)
    let steps = try file.steps().all
    #expect(steps.map { text.string(in: $0.span) } == ["x \\\n    y", "z", "w", "v"])
    #expect(steps.map(\.instruction) == [1, 1, 1, 3])
  }

  @Test func orderIsThatOfTheFile() throws {
    let steps = try Dockerfile(SourceText("FROM a\nRUN x 1 && y\nRUN z && w\n")).steps()
    #expect(try steps.runs("x", before: "z"))
    #expect(try !steps.runs("w", before: "y"))
    #expect(try steps.index(of: "z") == 2)
    #expect(steps.indices(of: "x  1") == [0])
    #expect(steps.indices(of: "x 12").isEmpty)
    #expect(steps.indices(of: "").isEmpty)
    #expect(editingError { _ = try steps.runs("x", before: "q") }?.kind == .notFound)
  }

  @Test func stagesArgumentsAndUsers() throws {
    let text = SourceText(
      """
      ARG REPO=example.org/x
      FROM --platform=linux/amd64 ${REPO}/base:${TAG} AS builder
      USER root
      ARG A="one two" B C=
      FROM builder as second
      RUN x
      USER s6
      FROM other
      RUN y
      """)
    let file = try Dockerfile(text)
    #expect(file.stages.map(\.base) == ["${REPO}/base:${TAG}", "builder", "other"])
    #expect(file.stages.map(\.name) == ["builder", "second", nil])
    #expect(file.stages.map(\.platform) == ["linux/amd64", nil, nil])
    #expect(file.arguments.map(\.name) == ["REPO", "A", "B", "C"])
    #expect(file.arguments.map(\.defaultValue) == ["example.org/x", "one two", nil, ""])
    #expect(file.arguments.map { text.string(in: $0.span) }[1] == "A=\"one two\"")
    #expect(file.user == nil)
    #expect(file.user(at: 1) == nil)
    #expect(file.user(at: 3) == "root")
    #expect(file.user(at: 5) == "root", "of the stage that it starts from")
    #expect(file.user(at: 7) == "s6")
    #expect(file.user(at: 999) == nil)
    #expect(try Dockerfile(SourceText("FROM a\nUSER b\nUSER c\n")).user == "c")
  }

  @Test(arguments: [
    ("FROM debian:12\n", "debian:12", "debian:12"),
    ("ARG R=jitsi\nFROM ${R}/base:${T}\n", "${R}/base:${T}", "jitsi/base:"),
    ("ARG BASE=jitsi/base\nFROM $BASE AS One\nFROM one\n", "$BASE", "jitsi/base"),
    ("FROM a AS b\nFROM c AS a\nFROM a\n", "c", "c"),
    ("FROM a AS a\n", "a", "a"),
    // Only what stands before the first stage counts for it.
    ("FROM ${A:-x}\nARG A=y\n", "${A:-x}", "x"),
    ("FROM ${A\n", "${A", "${A"),
  ])
  func theImageItIsBuiltOn(_ text: String, base: String, withDefaults: String) throws {
    let file = try Dockerfile(SourceText(text))
    #expect(file.base == base)
    #expect(file.defaultBase == withDefaults)
  }

  @Test(arguments: [
    ("FROM a\nRUN 'x\n", 11), ("FROM a\nRUN a && \"x\n", 16), ("FROM a\nRUN $(x\n", 11),
    ("FROM a\nRUN if x; then y\n", 11), ("FROM a\nRUN x)\n", 12), ("FROM a\nRUN x && && y\n", 16),
    ("FROM a\nRUN\n", 7), ("FROM a\nRUN && x\n", 11), ("FROM a\nRUN cat <<E\nx\n", 15),
    ("FROM a\nRNU x\n", 7), ("hello world\n", 0), ("\u{0}\n", 0),
  ])
  func badInputHasAPlace(source: String, offset: Int) {
    let error = editingError { _ = try Dockerfile(SourceText(source)).steps() }
    #expect(error?.kind == .malformed)
    #expect(error?.offset == offset)
  }

  @Test func whatTheShellWouldRefuseHidesNoInstruction() throws {
    let file = try Dockerfile(SourceText("FROM base\nRUN 'x\nUSER s6\n"))
    #expect(file.base == "base")
    #expect(file.user == "s6")
  }

  @Test func slipsAreRecognised() {
    let error = editingError { _ = try Dockerfile(SourceText("FORM a\n")) }
    #expect(error?.message == "`FORM` is not an instruction of a Dockerfile; did you mean `FROM`?")
  }

  @Test func hostileInputNeitherTrapsNorHangs() throws {
    let million = 1 << 20
    for pattern in [
      "{", "(", "$(", "\"", "\\", "\\\n", "a && ", "<<E ", "if ", "`", "case x in ", "\n",
    ] {
      let body = String(repeating: pattern, count: (million - 20) / pattern.utf8.count)
      _ = editingError { _ = try Dockerfile(SourceText("FROM a\nRUN " + body)).steps() }
    }
    #expect(
      editingError { _ = try Dockerfile(SourceText([UInt8](repeating: 10, count: million + 1))) }?
        .kind
        == .tooLarge)
    let deep = editingError {
      _ = try Dockerfile(SourceText("FROM a\nRUN " + String(repeating: "( ", count: 1000)))
        .steps()
    }
    #expect(deep?.kind == .tooLarge)
    let bytes: [UInt8] = Array("\u{FEFF}FROM a\r\nRUN x \\\r\n  && y".utf8) + [0xFF, 0x00, 0xC3]
    #expect(try Dockerfile(SourceText(bytes)).steps().all.count == 2)
    #expect(try Dockerfile(SourceText("")).instructions.isEmpty)
  }
}
