import Findings
import GitKit
import PatchKit
import Testing

@Suite("dockerfile.run-step")
struct RunStepTests {
  private func body(_ rest: String) -> String {
    "operations:\n  - dockerfile.run-step: {file: Dockerfile, \(rest)}"
  }

  private static let file = """
    FROM base
    # tools
    RUN apt-get update && \\
        apt-get install -y unzip && \\
        install-chrome && \\
        apt-cleanup
    USER s6

    """

  @Test("stands before or after a step, written like the others")
  func applied() throws {
    let after = try Trial(
      body("after: install-chrome, step: install-awscli"), on: ["Dockerfile": Self.file])
    #expect(after.words == ["applied"])
    #expect(
      try after.text("Dockerfile")
        == Self.file.replacing("chrome && \\\n", with: "chrome && \\\n    install-awscli && \\\n"))
    #expect(after.again() == (["already"], true))
    let before = try Trial(
      body("before: apt-get install, step: prepare"), on: ["Dockerfile": Self.file])
    #expect(
      try before.text("Dockerfile")
        == Self.file.replacing("update && \\\n", with: "update && \\\n    prepare && \\\n"))
    #expect(before.again() == (["already"], true))
  }

  @Test("is a conflict where the anchor is missing, there twice, or on the other side")
  func conflicts() throws {
    let missing = try Trial(body("after: install-chromium, step: x"), on: ["Dockerfile": Self.file])
    #expect(
      missing.conflicts == """
        U203: no step of a `RUN` is `install-chromium`; did you mean `install-chrome`?, in Dockerfile
          --> patches/trial/patch.yaml:5:5
           |  - dockerfile.run-step: {file: Dockerfile, after: install-chromium, step: x}
          --> Dockerfile
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    let any = try Trial(body("after: gone, step: x, expect: any"), on: ["Dockerfile": Self.file])
    #expect(any.words == ["already"])
    let twice = try Trial(body("after: apt-get, step: x"), on: ["Dockerfile": Self.file])
    #expect(
      twice.conflicts.hasPrefix("U203: 2 steps are `apt-get`, on lines 3 and 4, in Dockerfile\n"))
    #expect(twice.conflicts.contains("  --> Dockerfile:3:5\n   |  RUN apt-get update && \\\n"))
    let other = try Trial(
      body("before: install-chrome, step: apt-cleanup"), on: ["Dockerfile": Self.file])
    #expect(other.conflicts.hasPrefix("U206: the step is there, but on the other side"))
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body("after: install-chrome, step: x"), on: ["jibri/Dockerfile": Self.file],
      history: TrialHistory(moves: ["Dockerfile": "jibri/Dockerfile"]))
    #expect(trial.words == ["applied"])
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
  }

  @Test("takes one command, and one anchor")
  func invalid() throws {
    for rest in ["step: x", "step: x, before: a, after: b"] {
      #expect(
        try problems(with: body(rest)).hasPrefix(
          "P109: `dockerfile.run-step` takes either `before` or `after`\n"))
    }
    for step in ["a && b", "a \\\\", "", "cat <<EOF"] {
      let found = try problems(with: body("after: x, step: \"\(step)\""))
      #expect(
        found.hasPrefix("P109: `step`: the step to add is not one command on one line\n"), "\(step)"
      )
    }
  }

  @Test("stands at a step that names the release")
  func release() throws {
    let trial = try Trial(
      """
      operations:
        - dockerfile.run-step: {file: Dockerfile, after: "get @release@", step: "put @release@"}
      """, on: ["Dockerfile": "FROM a\nRUN get stable-9364-1 && clean\n"])
    #expect(
      try trial.text("Dockerfile")?.contains("put stable-9364-1") == true, "\(trial.conflicts)")
    #expect(trial.again() == (["already"], true))
  }
}
