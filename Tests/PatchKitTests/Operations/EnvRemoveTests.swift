import Findings
import GitKit
import PatchKit
import Testing

@Suite("env.remove")
struct EnvRemoveTests {
  private static let file = """
    #
    # Basic
    #

    # Where it is
    CONFIG=~/.jitsi

    # The ports
    HTTP_PORT=8000
    HTTPS_PORT=8443

    # The zone
    #TZ=UTC

    """

  private func body(_ rest: String) -> String {
    "operations:\n  - env.remove: {file: env.example, name: \(rest)}"
  }

  @Test("removes a variable with the comment that is about it alone")
  func applied() throws {
    let cases = [
      ("CONFIG", "\n# Where it is\nCONFIG=~/.jitsi\n"),
      ("HTTP_PORT", "HTTP_PORT=8000\n"),
      ("HTTPS_PORT", "HTTPS_PORT=8443\n"),
      ("TZ", "\n# The zone\n#TZ=UTC\n"),
    ]
    for (name, lines) in cases {
      let trial = try Trial(body(name), on: ["env.example": Self.file])
      #expect(trial.words == ["applied"], "\(trial.conflicts)")
      #expect(try trial.text("env.example") == Self.file.replacing(lines, with: ""), "\(name)")
      #expect(trial.again() == (["already"], true), "\(name)")
    }
  }

  @Test("removes each of several, when so many are expected")
  func several() throws {
    let file = "A=1\nB=2\nA=3\n"
    let twice = try Trial(body("A, expect: 2"), on: ["env.example": file])
    #expect(try twice.text("env.example") == "B=2\n")
    #expect(
      try Trial(body("A"), on: ["env.example": file]).conflicts.hasPrefix(
        "U203: `env.remove` found 2 places, expected once\n"))
  }

  @Test("keeps the heading of a section")
  func heading() throws {
    let file = "#\n# Basic\n#\nA=1\n"
    let trial = try Trial(body("A"), on: ["env.example": file])
    #expect(try trial.text("env.example") == "#\n# Basic\n#\n")
  }

  @Test("is a conflict without the variable, unless that is expected")
  func absent() throws {
    #expect(
      try Trial(body("CONFIGS"), on: ["env.example": Self.file]).conflicts == """
        U203: there is no variable `CONFIGS`; did you mean `CONFIG`?, in env.example
          --> patches/trial/patch.yaml:5:5
           |  - env.remove: {file: env.example, name: CONFIGS}
          --> env.example
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    #expect(
      try Trial(body("GONE, expect: any"), on: ["env.example": Self.file]).words == ["already"])
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body("TZ"), on: [".env.example": Self.file],
      history: TrialHistory(moves: ["env.example": ".env.example"]))
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
    #expect(trial.again() == (["already"], true))
  }

  @Test("takes the name of a variable")
  func invalid() throws {
    #expect(try problems(with: body("A-B")).hasPrefix("P109: `A-B` is not a name"))
  }
}
