import Findings
import GitKit
import PatchKit
import Testing

@Suite("compose.remove")
struct ComposeRemoveTests {
  private static let compose = """
    # A recorder

    services:
      jibri:
        image: jibri # the recorder
        # What is kept
        volumes:
          - ${CONFIG}/jibri:/config:Z
          # What was recorded
          - ${CONFIG}/storage:/storage:Z # large
        environment:
          - DISPLAY=:0
          - TZ
        # Started behind it
        depends_on:
          - jicofo
          # - jvb
        networks: [meet.jitsi, other]
      xorg:
        image: xorg

    # Where it is
    networks:
      meet.jitsi:

    # What is large
    volumes:
      cache:

    """

  private func trial(_ keys: String, on text: String = compose, _ more: String = "") throws -> Trial
  {
    try Trial(
      "operations:\n  - compose.remove: {file: jibri.yml, \(keys)\(more)}",
      on: ["jibri.yml": text])
  }

  private func removed(_ keys: String, from text: String = compose) throws -> String? {
    let trial = try trial(keys, on: text)
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
    #expect(trial.again() == (["already"], true))
    return try trial.text("jibri.yml")
  }

  private func without(_ lines: String) -> String {
    Self.compose.replacing(lines, with: "")
  }

  @Test("removes a key with its comments")
  func key() throws {
    #expect(
      try removed("service: jibri, path: [depends_on]")
        == without(
          "    # Started behind it\n    depends_on:\n      - jicofo\n      # - jvb\n"))
    #expect(
      try removed("service: jibri, path: [image]") == without("    image: jibri # the recorder\n"))
  }

  @Test("removes items by what Compose knows them by")
  func items() throws {
    #expect(
      try removed("service: jibri, path: [volumes, /storage]")
        == without("      # What was recorded\n      - ${CONFIG}/storage:/storage:Z # large\n"))
    #expect(
      try removed("service: jibri, path: [environment, DISPLAY]")
        == without("      - DISPLAY=:0\n"))
    #expect(
      try removed("service: jibri, path: [networks, meet.jitsi]")
        == Self.compose.replacing("[meet.jitsi, other]", with: "[other]"))
    #expect(
      try removed("service: jibri, path: [networks, other]")
        == Self.compose.replacing("[meet.jitsi, other]", with: "[meet.jitsi]"))
  }

  @Test("removes what would have nothing left")
  func emptied() throws {
    #expect(
      try removed("service: jibri, path: [depends_on, jicofo]")
        == (try removed("service: jibri, path: [depends_on]")))
    #expect(
      try removed("path: [networks, meet.jitsi]")
        == without("\n# Where it is\nnetworks:\n  meet.jitsi:\n"))
  }

  @Test("removes a service, and what stands at the end")
  func ends() throws {
    #expect(try removed("path: [services, xorg]") == without("  xorg:\n    image: xorg\n"))
    #expect(
      try removed("path: [volumes]") == without("\n# What is large\nvolumes:\n  cache:\n"))
    #expect(
      try removed("path: [volumes]", from: "services:\n  a: {image: b}\nvolumes:\n  cache:")
        == "services:\n  a: {image: b}")
    #expect(
      try removed("path: [version]", from: "version: '3'\n\nservices:\n  a: {image: b}\n")
        == "services:\n  a: {image: b}\n")
    #expect(
      try removed("service: a, path: [tty]", from: "services: {a: {image: b, tty: true}}\r\n")
        == "services: {a: {image: b}}\r\n")
  }

  @Test("is a conflict without the place, unless that is expected")
  func absent() throws {
    let keys = "service: jibri, path: [ports, 80/tcp]"
    #expect(
      try trial(keys).conflicts == """
        U203: `services.jibri` has no `ports`, in jibri.yml
          --> patches/trial/patch.yaml:5:5
           |  - compose.remove: {file: jibri.yml, service: jibri, path: [ports, 80/tcp]}
          --> jibri.yml:4:3
           |  jibri:
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    let any = try trial(keys, on: Self.compose, ", expect: any")
    #expect(any.words == ["already"])
    #expect(any.workspace.files == any.workspace.upstream)
    #expect(try trial("path: [configs]").conflicts.hasPrefix("U203: the file has no `configs`, in"))
  }

  @Test(
    "is a conflict where something else would change",
    arguments: [
      (
        "service: a, path: [image]", "services: {a: {image: b}}",
        "`services.a` would have nothing left"
      ),
      ("path: [services, a]", "services: {a: {image: b}}", "`services` would have nothing left"),
      (
        "service: a, path: [dns]", "x-d: &d [1.1.1.1]\nservices: {a: {image: b, dns: *d}}",
        nil
      ),
      (
        "path: [x-d]", "x-d: &d [1.1.1.1]\nservices: {a: {image: b, dns: *d}}",
        "`x-d` is shared by an anchor"
      ),
      (
        "service: a, path: [dns, 1.1.1.1]",
        "x-d: &d [1.1.1.1, 2.2.2.2]\nservices: {a: {image: b, dns: *d}}",
        "`services.a.dns[1.1.1.1]` is shared by an anchor"
      ),
      (
        "service: a, path: [tty]", "x-d: &d {tty: true}\nservices:\n  a:\n    <<: *d\n    image: b",
        "`services.a.tty` is shared by an anchor"
      ),
      (
        "service: a, path: [environment, TZ]",
        "services:\n  a:\n    environment:\n      - TZ\n      - TZ=UTC",
        "`services.a.environment.TZ` is there more than once"
      ),
    ] as [(String, String, String?)])
  func conflicts(_ keys: String, _ text: String, _ headline: String?) throws {
    let trial = try trial(keys, on: text + "\n")
    #expect(trial.outcome.conflicts.first?.headline == headline.map { "\($0), in jibri.yml" })
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      "operations:\n  - compose.remove: {file: jibri.yml, service: jibri, path: [depends_on]}",
      on: ["compose/jibri.yml": Self.compose],
      history: TrialHistory(moves: ["jibri.yml": "compose/jibri.yml"]))
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
    #expect(trial.again() == (["already"], true))
  }

  @Test("takes a path with something in it")
  func invalid() throws {
    #expect(
      try problems(with: "operations:\n  - compose.remove: {file: jibri.yml, path: []}").hasPrefix(
        "P109: "))
  }
}
