import Findings
import GitKit
import PatchKit
import Testing

@Suite("compose.set-volume")
struct SetVolumeTests {
  private static let body = """
    operations:
      - compose.set-volume:
          file: docker-compose.yml
          service: prosody
          target: /plugins
          source: ./prosody/plugins
    """

  private func trial(_ volumes: String, _ more: String = "") throws -> Trial {
    let compose = "services:\n  prosody:\n    volumes:\n\(volumes)    ports: [\"80\"]\n"
    return try Trial(
      more.isEmpty ? Self.body : "\(Self.body)\n      \(more)", on: ["docker-compose.yml": compose])
  }

  private func volumes(_ trial: Trial) throws -> String {
    let text = try #require(try trial.text("docker-compose.yml"))
    return text.replacing("services:\n  prosody:\n    volumes:\n", with: "").replacing(
      "    ports: [\"80\"]\n", with: "")
  }

  @Test("changes the source of the mount, and its options when they are given")
  func applied() throws {
    let old = "      - ${CONFIG}/web:/config:Z\n      - ${CONFIG}/plugins:/plugins:Z # ours\n"
    let kept = try trial(old)
    #expect(kept.words == ["applied"])
    #expect(try volumes(kept) == old.replacing("${CONFIG}/plugins", with: "./prosody/plugins"))
    #expect(kept.again() == (["already"], true))
    let options = try trial(old, "options: [ro, z]")
    #expect(
      try volumes(options)
        == old.replacing("${CONFIG}/plugins:/plugins:Z", with: "./prosody/plugins:/plugins:ro,z"))
    #expect(options.again() == (["already"], true))
  }

  @Test("adds the mount when told to")
  func added() throws {
    let trial = try trial("      - a:/config\n", "add: true")
    #expect(try volumes(trial) == "      - a:/config\n      - ./prosody/plugins:/plugins\n")
    #expect(trial.again() == (["already"], true))
  }

  @Test("is a conflict without the mount, unless no place is as expected")
  func conflicts() throws {
    #expect(
      try trial("      - a:/config\n").conflicts == """
        U203: service `prosody` has no mount at `/plugins`, in docker-compose.yml
          --> patches/trial/patch.yaml:5:5
           |  - compose.set-volume:
          --> docker-compose.yml:3:5
           |  volumes:
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    let any = try trial("      - a:/config\n", "expect: any")
    #expect(any.words == ["already"])
    #expect(any.workspace.files == any.workspace.upstream)
  }

  @Test("is a conflict with two mounts at the path, also when any number is expected")
  func ambiguous() throws {
    for more in ["", "expect: any"] {
      let trial = try trial("      - a:/plugins\n      - b:/plugins/\n", more)
      #expect(
        trial.conflicts.hasPrefix(
          "U203: service `prosody` has 2 mounts at `/plugins`, in docker-compose.yml\n"))
      #expect(trial.conflicts.contains("  --> docker-compose.yml:4:9\n   |  - a:/plugins\n"))
    }
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      Self.body, on: ["new.yml": "services:\n  prosody:\n    volumes: [\"a:/plugins\"]\n"],
      history: TrialHistory(moves: ["docker-compose.yml": "new.yml"]))
    #expect(try trial.text("new.yml")?.contains("./prosody/plugins:/plugins") == true)
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
  }

  @Test("takes options in a list, and needs a target")
  func invalid() throws {
    #expect(try problems(with: Self.body + "\n      options: {ro: true}").hasPrefix("P103: "))
    #expect(
      try problems(with: Self.body.replacing("      target: /plugins\n", with: "")).hasPrefix(
        "P104: "))
  }
}
