import GitKit
import PatchKit
import Testing

@Suite("compose.set-environment")
struct SetEnvironmentTests {
  private func body(_ rest: String) -> String {
    "operations:\n  - compose.set-environment: {file: c.yml, service: jicofo, name: \(rest)}"
  }

  private func trial(_ rest: String, _ compose: String) throws -> Trial {
    try Trial(body(rest), on: ["c.yml": compose])
  }

  private static let list =
    "services:\n  jicofo:\n    environment:\n      - A # first\n      - B=1\n"

  @Test("gives a default that .env can change, or a value")
  func applied() throws {
    let fallback = try trial("A, default: \"1\"", Self.list)
    #expect(fallback.words == ["applied"])
    #expect(try fallback.text("c.yml") == Self.list.replacing("- A #", with: "- A=${A:-1} #"))
    #expect(fallback.again() == (["already"], true))
    let value = try trial("B, value: \"@release@ ${X}\"", Self.list)
    #expect(try value.text("c.yml") == Self.list.replacing("B=1", with: "B=stable-9364-1 ${X}"))
    #expect(value.again() == (["already"], true))
  }

  @Test("writes into a mapping, and adds what is not there")
  func forms() throws {
    let mapping = "services:\n  jicofo:\n    environment:\n      A: old\n      B:\n"
    #expect(
      try trial("A, default: x", mapping).text("c.yml")
        == mapping.replacing("old", with: "\"${A:-x}\""))
    let none = try trial("A, value: x", "services:\n  jicofo:\n    image: a\n")
    #expect(
      try none.text("c.yml")
        == "services:\n  jicofo:\n    image: a\n    environment:\n      - A=x\n")
  }

  @Test("says so when the value is there")
  func already() throws {
    let trial = try trial("B, value: \"1\"", Self.list)
    #expect(trial.words == ["already"])
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("is a conflict when the variable is there twice, and without the service")
  func conflicts() throws {
    let twice = Self.list + "      - B=2\n"
    #expect(
      try trial("B, value: \"3\"", twice).conflicts == """
        U203: service `jicofo` has the variable `B` 2 times, in c.yml
          --> patches/trial/patch.yaml:5:5
           |  - compose.set-environment: {file: c.yml, service: jicofo, name: B, value: "3"}
          --> c.yml:5:9
           |  - B=1
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    #expect(try trial("B, value: x", "services:\n  a: {}\n").conflicts.hasPrefix("U203: "))
  }

  @Test("takes a value or a default that Compose reads as it is meant")
  func invalid() throws {
    for rest in ["A", "A, value: a, default: b"] {
      #expect(
        try problems(with: body(rest)).hasPrefix(
          "P109: `compose.set-environment` takes either `value` or `default`\n"))
    }
    #expect(try problems(with: body("A B, value: a")).hasPrefix("P109: `A B` is not a name"))
    for rest in [
      "A, value: \"${X\"", "A, value: \"a${}\"", "A, default: \"a}b\"", "A, default: \"${\"",
    ] {
      #expect(try problems(with: body(rest)).hasPrefix("P109: "), "\(rest)")
    }
    for rest in ["A, value: \"$$5 ${X:-${Y}}\"", "A, default: \"${Y:-1}\"", "A, default: \"\""] {
      #expect(try problems(with: body(rest)) == "", "\(rest)")
    }
  }
}
