import GitKit
import PatchKit
import Testing

@Suite("compose.pin-release")
struct PinReleaseTests {
  private static let body = "operations:\n  - compose.pin-release: {variable: JITSI_IMAGE_VERSION}"
  private static let images = [
    "web/Dockerfile": "FROM a", "jvb/Dockerfile": "FROM a", "jibri/Dockerfile": "FROM a",
  ]

  private func trial(_ compose: String, _ body: String = Self.body) throws -> Trial {
    try Trial(
      body, on: Self.images.merging(["docker-compose.yml": compose]) { $1 }, release: "stable-10532"
    )
  }

  @Test("gives every image of upstream's the release as default, however its tag was written")
  func applied() throws {
    let trial = try trial(
      """
      services:
        web:
          image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable} # the web
        jvb:
          image: "ghcr.io/jitsi/jvb"
        jibri: {image: "${JITSI_IMAGE_REPO:-jitsi}/jibri:stable-7210"}
        pad:
          image: etherpad/etherpad:1.8.6
      """)
    #expect(trial.words == ["applied"])
    #expect(
      try trial.text("docker-compose.yml") == """
        services:
          web:
            image: jitsi/web:${JITSI_IMAGE_VERSION:-stable-10532} # the web
          jvb:
            image: "ghcr.io/jitsi/jvb:${JITSI_IMAGE_VERSION:-stable-10532}"
          jibri: {image: "${JITSI_IMAGE_REPO:-jitsi}/jibri:${JITSI_IMAGE_VERSION:-stable-10532}"}
          pad:
            image: etherpad/etherpad:1.8.6
        """)
    #expect(trial.again() == (["already"], true))
  }

  @Test("leaves images alone that are pinned to the release already")
  func already() throws {
    let trial = try trial(
      "services:\n  web:\n    image: jitsi/web:${JITSI_IMAGE_VERSION:-stable-10532}\n")
    #expect(trial.words == ["already"])
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("is a conflict with a digest, and where there is no image of upstream's")
  func conflicts() throws {
    let digest = try trial("services:\n  web:\n    image: jitsi/web@sha256:00\n")
    #expect(
      digest.conflicts.hasPrefix("U206: image `jitsi/web@sha256:00` of service `web` has a digest"))
    #expect(
      digest.conflicts.contains("  --> docker-compose.yml:3:12\n   |  image: jitsi/web@sha256:00\n")
    )
    let none = try trial("services:\n  web:\n    image: nginx\n")
    #expect(
      none.conflicts.hasPrefix(
        "U203: `compose.pin-release` found 0 places, expected at least once\n"))
  }

  @Test("counts places when told how many there are")
  func expected() throws {
    let compose = "services:\n  web: {image: jitsi/web}\n  jvb: {image: jitsi/jvb}\n"
    let counted = { (count: Int) in
      Self.body.replacing("VERSION}", with: "VERSION, expect: \(count)}")
    }
    #expect(try trial(compose, counted(2)).words == ["applied"])
    #expect(
      try trial(compose, counted(1)).conflicts.hasPrefix(
        "U203: `compose.pin-release` found 2 places, expected once\n"))
  }

  @Test("takes the name of a variable", arguments: ["", "A}", "9A", "A-B"])
  func invalid(_ name: String) throws {
    let body = "operations:\n  - compose.pin-release: {variable: \"\(name)\"}"
    #expect(
      try problems(with: body) == """
        P109: `\(name)` is not a name that an environment variable can have
          --> patches/trial/patch.yaml:5:37
           |  - compose.pin-release: {variable: "\(name)"}
           = allowed: letters, digits and `_`, not beginning with a digit

        """)
  }
}
