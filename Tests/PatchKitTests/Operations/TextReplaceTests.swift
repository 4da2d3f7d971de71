import Findings
import GitKit
import PatchKit
import Testing

@Suite("text.replace")
struct TextReplaceTests {
  private func body(_ rest: String) -> String {
    "operations:\n  - text.replace: {file: gen.sh, \(rest)}"
  }

  private static let file = "#!/bin/sh\r\nrand 16\r\nrand 16 # twice\r\nend"

  @Test("replaces the text where it stands, and keeps mode and line ends")
  func applied() throws {
    let trial = try Trial(
      body("find: \"end\", with: \"@release@\\nend.\""), on: ["gen.sh*": Self.file])
    #expect(trial.words == ["applied"])
    #expect(
      trial.workspace.files
        == (try tree(["gen.sh*": "#!/bin/sh\r\nrand 16\r\nrand 16 # twice\r\nstable-9364-1\r\nend."]
        )))
    #expect(trial.again() == (["already"], true))
  }

  @Test("finds as many places as are expected")
  func expected() throws {
    for expect in ["2", "at-least-one", "any"] {
      let trial = try Trial(
        body("find: rand 16, with: rand 32, expect: \(expect)"), on: ["gen.sh": Self.file])
      #expect(try trial.text("gen.sh") == Self.file.replacing("rand 16", with: "rand 32"))
      #expect(trial.again() == (["already"], true))
    }
    #expect(
      try Trial(body("find: rand 16, with: rand 32"), on: ["gen.sh": Self.file]).conflicts == """
        U203: `text.replace` found 2 places, expected once
          --> patches/trial/patch.yaml:5:5
           |  - text.replace: {file: gen.sh, find: rand 16, with: rand 32}
          --> gen.sh
           = gen.sh: line 2, 3
           = advice: look at the places; then point the operation at the right one, or say with `expect` how many there are

        """)
  }

  @Test("finding nothing is a conflict, unless that is expected")
  func nothing() throws {
    let trial = try Trial(body("find: x, with: z"), on: ["gen.sh": Self.file])
    #expect(trial.conflicts.hasPrefix("U203: the text to replace is not there, in gen.sh\n"))
    let any = try Trial(body("find: x, with: z, expect: any"), on: ["gen.sh": Self.file])
    #expect(any.words == ["already"])
    #expect(try Trial(body("find: x, with: z, expect: any"), on: [:]).conflicts.hasPrefix("U204: "))
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body("find: end, with: END"), on: ["bin/gen.sh": Self.file],
      history: TrialHistory(moves: ["gen.sh": "bin/gen.sh"]))
    #expect(try trial.text("bin/gen.sh")?.hasSuffix("END") == true)
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
  }

  @Test("takes a text that is there and another one")
  func invalid() throws {
    #expect(
      try problems(with: body("find: \"\", with: a")).hasPrefix("P109: `find` must not be empty\n"))
    #expect(
      try problems(with: body("find: a, with: a")).hasPrefix(
        "P109: `find` and `with` must be different texts\n"))
    #expect(try problems(with: body("find: a, with: b, expect: 0")).hasPrefix("P109: "))
  }
}
