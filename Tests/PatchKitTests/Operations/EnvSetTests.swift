import Findings
import GitKit
import PatchKit
import Testing

@Suite("env.set")
struct EnvSetTests {
  private func body(_ rest: String) -> String {
    "operations:\n  - env.set: {file: env.example, name: \(rest)}"
  }

  private static let file = "# General\n\nA=1 \n#B=2\nC=\"x y\"\n"

  @Test("sets, switches on, documents and adds variables")
  func applied() throws {
    let cases: [(String, String)] = [
      ("A, value: \"3\"", Self.file.replacing("A=1", with: "A=3")),
      ("B, value: \"3\"", Self.file.replacing("#B=2", with: "B=3")),
      ("D, value: \"@release@\"", Self.file + "\nD=stable-9364-1\n"),
      ("D, after: A", Self.file.replacing("A=1 \n", with: "A=1 \nD=\n")),
      (
        "D, value: \"'1 2'\", commented-out: true, after: B, comment: what it is",
        Self.file.replacing("#B=2\n", with: "#B=2\n\n# what it is\n#D='1 2'\n")
      ),
    ]
    for (rest, result) in cases {
      let trial = try Trial(body(rest), on: ["env.example": Self.file])
      #expect(trial.words == ["applied"], "\(rest)")
      #expect(try trial.text("env.example") == result, "\(rest)")
      #expect(trial.again() == (["already"], true), "\(rest)")
    }
  }

  @Test("says so when the variable is as wanted")
  func already() throws {
    for rest in ["A, value: \"1\"", "B, value: \"2\", commented-out: true"] {
      let trial = try Trial(body(rest), on: ["env.example": Self.file])
      #expect(trial.words == ["already"])
      #expect(trial.workspace.files == trial.workspace.upstream)
    }
  }

  @Test("is a conflict with a variable that is there twice, and without the one to stand behind")
  func conflicts() throws {
    let twice = try Trial(body("A, value: \"2\""), on: ["env.example": "A=1\nA=3\n"])
    #expect(
      twice.conflicts == """
        U203: `A` is there 2 times, on lines 1 and 2, in env.example
          --> patches/trial/patch.yaml:5:5
           |  - env.set: {file: env.example, name: A, value: "2"}
          --> env.example:1:1
           |  A=1
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    let after = try Trial(body("D, after: AB"), on: ["env.example": Self.file])
    #expect(
      after.conflicts.hasPrefix(
        "U203: there is no variable `AB`; did you mean `A`?, in env.example\n"))
    #expect(
      try Trial(body("D, after: AB, expect: any"), on: ["env.example": Self.file]).words == [
        "already"
      ])
    #expect(
      try Trial(body("A"), on: [:]).conflicts.hasPrefix(
        "U204: env.example does not exist in stable-9364-1\n"))
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body("A, value: \"3\""), on: [".env.example": Self.file],
      history: TrialHistory(moves: ["env.example": ".env.example"]))
    #expect(try trial.text(".env.example") == Self.file.replacing("A=1", with: "A=3"))
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
  }

  @Test("takes what an env file can hold")
  func invalid() throws {
    #expect(try problems(with: body("A-B")).hasPrefix("P109: `A-B` is not a name"))
    #expect(
      try problems(with: body("A, value: \"'x\"")).hasPrefix(
        "P109: `value`: the value of `A` would be read differently"))
    for comment in ["B=1", "x\\nB=1"] {
      #expect(
        try problems(with: body("A, comment: \"\(comment)\""))
          .hasPrefix("P109: `comment`: a line of the comment would be read as a variable\n"))
    }
  }
}
