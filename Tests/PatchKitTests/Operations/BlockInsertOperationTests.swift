import GitKit
import PatchKit
import Testing

@Suite("block.insert")
struct BlockInsertOperationTests {
  private func body(
    into: String = "jicofo.conference", text: String = "shared { x = true }", more: String = ""
  ) -> String {
    """
    operations:
      - block.insert:
          file: jicofo.conf
          into: \(into)
          text: |
            \(text)
    \(more)
    """
  }

  private static let file = """
    jicofo {
      // rooms
      conference {
        {{ if .Env.A }}
        a = {{ .Env.A }}
        {{ end }}
      }
    }

    """

  @Test("stands at the end of the block, indented like the rest")
  func applied() throws {
    let trial = try Trial(body(), on: ["jicofo.conf": Self.file])
    #expect(trial.words == ["applied"])
    #expect(
      try trial.text("jicofo.conf")
        == Self.file.replacing("{{ end }}\n", with: "{{ end }}\n    shared { x = true }\n"))
    #expect(trial.again() == (["already"], true))
  }

  @Test("is a conflict without the block, unless no place is as expected")
  func conflicts() throws {
    #expect(
      try Trial(body(into: "jicofo.conferences"), on: ["jicofo.conf": Self.file]).conflicts == """
        U203: there is no block `jicofo.conferences`; `jicofo` is there; did you mean `jicofo.conference`?, in jicofo.conf
          --> patches/trial/patch.yaml:5:5
           |  - block.insert:
          --> jicofo.conf:1:1
           |  jicofo {
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    let any = try Trial(
      body(into: "jicofo.gone", more: "      expect: any"), on: ["jicofo.conf": Self.file])
    #expect(any.words == ["already"])
    let twice = try Trial(body(into: "a"), on: ["jicofo.conf": "a {\n  b = 1\n}\na {\n}\n"])
    #expect(
      twice.conflicts.hasPrefix(
        "U203: the block `a` is there 2 times, on lines 1 and 4, in jicofo.conf\n"))
  }

  @Test("counts a block in each branch of a conditional")
  func branches() throws {
    let file = "{{ if .Env.A }}\na {\n}\n{{ else }}\na {\n}\n{{ end }}\n"
    let two = try Trial(body(into: "a", more: "      expect: 2"), on: ["jicofo.conf": file])
    #expect(two.words == ["applied"])
    #expect(two.again() == (["already"], true))
    let one = try Trial(body(into: "a"), on: ["jicofo.conf": file])
    #expect(one.conflicts.hasPrefix("U203: `block.insert` found 2 places, expected once\n"))
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body(), on: ["etc/jicofo.conf": Self.file],
      history: TrialHistory(moves: ["jicofo.conf": "etc/jicofo.conf"]))
    #expect(trial.words == ["applied"])
    #expect(trial.outcome.operations[0].outcome.hasMoved)
  }

  @Test("is a conflict in a file that cannot be read")
  func unreadable() throws {
    let trial = try Trial(body(), on: ["jicofo.conf": "jicofo {\n"])
    #expect(trial.conflicts.hasPrefix("U205: "))
    #expect(trial.conflicts.contains("  --> jicofo.conf:1:"))
  }

  @Test("takes a text that can be read, and a path")
  func invalid() throws {
    #expect(
      try problems(with: body(text: "a { b = 1")).hasPrefix(
        "P109: `text`: the text to insert cannot be read, line 1"))
    #expect(try problems(with: body(text: "a = {{ if }}")).hasPrefix("P109: `text`: "))
    #expect(
      try problems(with: body(into: "\"\"")).hasPrefix("P109: `into` must be the path of a block\n")
    )
    #expect(
      try problems(with: body(into: "a..b")).hasPrefix("P109: `into` must be the path of a block\n")
    )
  }
}
