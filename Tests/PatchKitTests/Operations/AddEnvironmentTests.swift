import GitKit
import PatchKit
import Testing

@Suite("compose.add-environment")
struct AddEnvironmentTests {
  private func body(_ rest: String) -> String {
    "operations:\n  - compose.add-environment: {file: jibri.yml, service: jibri, names: \(rest)}"
  }

  private static let compose = """
    services:
      jibri:
        image: jitsi/jibri
        environment:
          - JIBRI_FPS   # frames
          - JIBRI_USER
          - DISPLAY=:0
    """

  @Test("passes names, each at its place")
  func applied() throws {
    let trial = try Trial(body("[JIBRI_TIMEOUT, JIBRI_MUTED]"), on: ["jibri.yml": Self.compose])
    #expect(trial.words == ["applied"])
    let lines = try #require(try trial.text("jibri.yml")).split(separator: "\n").map(String.init)
    #expect(lines.contains("      - JIBRI_TIMEOUT") && lines.contains("      - JIBRI_MUTED"))
    let added = ["      - JIBRI_TIMEOUT", "      - JIBRI_MUTED"]
    #expect(lines.filter { !added.contains($0) }.joined(separator: "\n") == Self.compose)
    #expect(trial.again() == (["already"], true))
  }

  @Test("leaves a variable as it is that is passed, with a value or without")
  func already() throws {
    let trial = try Trial(body("[DISPLAY, JIBRI_FPS]"), on: ["jibri.yml": Self.compose])
    #expect(trial.words == ["already"])
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("counts each name as a place, also names that come to stand together")
  func expected() throws {
    for (names, count) in [("[A, B, C]", 3), ("[A]", 1), ("[JIBRI_FPS, A, B]", 3)] {
      let trial = try Trial(body("\(names), expect: \(count)"), on: ["jibri.yml": Self.compose])
      #expect(trial.conflicts == "")
      let more = try Trial(body("\(names), expect: \(count + 1)"), on: ["jibri.yml": Self.compose])
      #expect(more.conflicts.hasPrefix("U203: `compose.add-environment` found \(count) place"))
    }
  }

  @Test("is a conflict without the service, unless no place is as expected")
  func conflict() throws {
    let files = ["jibri.yml": "services:\n  other: {image: a}\n"]
    let trial = try Trial(body("[A]"), on: files)
    #expect(trial.conflicts.hasPrefix("U203: "))
    #expect(trial.conflicts.contains("`jibri`") && trial.conflicts.contains("  --> jibri.yml"))
    let any = try Trial(body("[A], expect: any"), on: files)
    #expect(any.words == ["already"])
    #expect(any.workspace.files == any.workspace.upstream)
  }

  @Test("is a conflict without the file")
  func missing() throws {
    #expect(
      try Trial(body("[A]"), on: [:]).conflicts == """
        U204: jibri.yml does not exist in stable-9364-1
          --> patches/trial/patch.yaml:5:5
           |  - compose.add-environment: {file: jibri.yml, service: jibri, names: [A]}
           = advice: add a variant for the layout that stable-9364-1 has, or retire the patch

        """)
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      body("[JIBRI_TIMEOUT]"), on: ["recorder/jibri.yml": Self.compose],
      history: TrialHistory(moves: ["jibri.yml": "recorder/jibri.yml"]))
    #expect(trial.words == ["applied"])
    #expect(trial.outcome.operations[0].outcome.hasMoved)
    #expect(try trial.text("recorder/jibri.yml")?.contains("- JIBRI_TIMEOUT") == true)
    #expect(try trial.text("jibri.yml") == nil)
    #expect(
      trial.notes == """
        U210: jibri.yml is recorder/jibri.yml in stable-9364-1; `compose.add-environment` followed it
          --> patches/trial/patch.yaml:5:5
           |  - compose.add-environment: {file: jibri.yml, service: jibri, names: [JIBRI_TIMEOUT]}
          --> recorder/jibri.yml
           = advice: name the new path in the manifest, in a variant of its own if older releases matter

        """)
    #expect(trial.again() == (["already"], true))
  }

  @Test("takes names that variables can have, each once")
  func invalid() throws {
    #expect(
      try problems(with: body("[A=1]")).hasPrefix(
        "P109: `A=1` is not a name that an environment variable"))
    #expect(try problems(with: body("[A, A]")).hasPrefix("P109: `A` is named twice\n"))
    #expect(try problems(with: body("[]")).hasPrefix("P109: "))
  }
}
