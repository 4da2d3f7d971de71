import Findings
import GitKit
import PatchKit
import Testing

@Suite("text.insert")
struct TextInsertTests {
  private func body(_ rest: String) -> String {
    "operations:\n  - text.insert: {file: gen.sh, \(rest)}"
  }

  private static let file = "#!/bin/sh\n  set -e\nrun\nrun\nend"

  @Test("puts lines before or after a line")
  func applied() throws {
    let after = try Trial(body("after: set -e, text: umask 077"), on: ["gen.sh*": Self.file])
    #expect(after.words == ["applied"])
    #expect(
      after.workspace.files
        == (try tree(["gen.sh*": Self.file.replacing("-e\n", with: "-e\numask 077\n")])))
    #expect(after.again() == (["already"], true))
    let before = try Trial(
      body("before: end, text: \"# @release@\\nx\\n\""), on: ["gen.sh": Self.file])
    #expect(
      try before.text("gen.sh") == Self.file.replacing("end", with: "# stable-9364-1\nx\nend"))
    #expect(before.again() == (["already"], true))
    let last = try Trial(body("after: end, text: x"), on: ["gen.sh": Self.file])
    #expect(try last.text("gen.sh") == Self.file + "\nx")
    #expect(last.again() == (["already"], true))
  }

  @Test("is a conflict where the line is missing or there twice")
  func conflicts() throws {
    #expect(
      try Trial(body("after: run, text: x"), on: ["gen.sh": Self.file]).conflicts == """
        U203: the line `run` is there 2 times: lines 3 and 4, in gen.sh
          --> patches/trial/patch.yaml:5:5
           |  - text.insert: {file: gen.sh, after: run, text: x}
          --> gen.sh:3:1
           |  run
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    #expect(
      try Trial(body("after: gone, text: x"), on: ["gen.sh": Self.file]).conflicts
        .hasPrefix("U203: there is no line `gone`, in gen.sh\n"))
    #expect(
      try Trial(body("after: gone, text: x, expect: any"), on: ["gen.sh": Self.file]).words == [
        "already"
      ])
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body("after: end, text: x"), on: ["bin/gen.sh": Self.file],
      history: TrialHistory(moves: ["gen.sh": "bin/gen.sh"]))
    #expect(trial.words == ["applied"])
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
  }

  @Test("takes lines and one anchor")
  func invalid() throws {
    for rest in ["text: x", "text: x, before: a, after: b"] {
      #expect(
        try problems(with: body(rest)).hasPrefix(
          "P109: `text.insert` takes either `before` or `after`\n"))
    }
    #expect(
      try problems(with: body("text: \"\", before: a")).hasPrefix(
        "P109: `text` must not be empty\n"))
    #expect(
      try problems(with: body("text: a, before: \"\"")).hasPrefix(
        "P109: `before` must not be empty\n"))
  }

  @Test("stands at a line that names the release")
  func release() throws {
    let trial = try Trial(
      """
      operations:
        - text.insert: {file: a.sh, after: "tag=@release@", text: two}
        - text.replace: {file: a.sh, find: "v@release@", with: newest}
      """, on: ["a.sh": "tag=stable-9364-1\nvstable-9364-1\n"])
    #expect(try trial.text("a.sh") == "tag=stable-9364-1\ntwo\nnewest\n", "\(trial.conflicts)")
  }
}
