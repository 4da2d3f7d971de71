import GitKit
import PatchKit
import Testing

@Suite("compose.build")
struct BuildTests {
  private static let body = """
    operations:
      - compose.build:
          file: jibri.yml
          service: jibri
          context: ./jibri
          args: {BASE_TAG: "${JITSI_IMAGE_VERSION:-@release@}"}
    """

  private static let compose = """
    services:
      jibri:
        image: jitsi/jibri:unstable # pulled
        restart: always
    """

  @Test("takes the place of the image")
  func applied() throws {
    let trial = try Trial(Self.body, on: ["jibri.yml": Self.compose])
    #expect(trial.words == ["applied"])
    let text = try #require(try trial.text("jibri.yml"))
    #expect(!text.contains("image:"))
    #expect(
      text.contains(
        "    build:\n      context: ./jibri\n      args:\n        BASE_TAG: \"${JITSI_IMAGE_VERSION:-stable-9364-1}\""
      ))
    #expect(text.hasPrefix("services:\n  jibri:\n") && text.hasSuffix("\n    restart: always"))
    #expect(trial.again() == (["already"], true))
  }

  @Test("changes the build that an earlier operation made")
  func twice() throws {
    let more = Self.body.replacing("@release@}\"}", with: "@release@}\", REPO: r}").replacing(
      "operations:\n", with: "")
    let trial = try Trial("\(Self.body)\n\(more)", on: ["jibri.yml": Self.compose])
    #expect(trial.words == ["applied", "applied"])
    #expect(try trial.text("jibri.yml")?.contains("        REPO: \"r\"") == true)
  }

  @Test("is a conflict where the build has keys that would be lost, and without the service")
  func conflicts() throws {
    let build = "services:\n  jibri:\n    build:\n      context: .\n      target: x\n"
    let trial = try Trial(Self.body, on: ["jibri.yml": build])
    #expect(trial.conflicts.hasPrefix("U206: `build` of service `jibri` has other keys"))
    #expect(trial.conflicts.contains("  --> jibri.yml:4:7\n"))
    #expect(trial.workspace.files == trial.workspace.upstream)
    let none = try Trial(Self.body, on: ["jibri.yml": "services:\n  a: {}\n"])
    #expect(none.conflicts.hasPrefix("U203: "))
  }

  @Test("takes arguments that Compose can read, and a context inside the deployment")
  func invalid() throws {
    let bad = Self.body.replacing("@release@}\"", with: "@release@\"")
    #expect(try problems(with: bad).hasPrefix("P109: "))
    for context in ["../jibri", "/jibri", "\"\""] {
      let bad = Self.body.replacing("./jibri", with: context)
      #expect(
        try problems(with: bad).hasPrefix("P109: `context` must be a folder of the deployment"),
        "\(context)")
    }
  }
}
