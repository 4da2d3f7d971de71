import GitKit
import PatchKit
import Testing

@Suite("compose.rename-network")
struct RenameNetworkTests {
  private static let body = """
    operations:
      - compose.rename-network: {from: meet.jitsi, to: ournet}
    """

  private static let main = """
    services:
        prosody:
            environment:
                - XMPP_DOMAIN=meet.jitsi
            networks:
                meet.jitsi:
                    aliases:
                        - xmpp.meet.jitsi   # stays
        web:
            networks: [meet.jitsi]
    networks:
        meet.jitsi:

    """

  private static let pad = "services:\n  pad:\n    networks:\n      - meet.jitsi\r\n"

  @Test("renames in every compose file, and nothing but the network")
  func applied() throws {
    let trial = try Trial(
      Self.body,
      on: [
        "docker-compose.yml": Self.main, "extra/pad.yml": Self.pad,
        "notes.txt": "networks: [meet.jitsi]",
      ])
    #expect(trial.words == ["applied"])
    #expect(
      try trial.text("docker-compose.yml") == """
        services:
            prosody:
                environment:
                    - XMPP_DOMAIN=meet.jitsi
                networks:
                    ournet:
                        aliases:
                            - xmpp.meet.jitsi   # stays
            web:
                networks: [ournet]
        networks:
            ournet:

        """)
    #expect(
      try trial.text("extra/pad.yml") == "services:\n  pad:\n    networks:\n      - ournet\r\n")
    #expect(try trial.text("notes.txt") == "networks: [meet.jitsi]")
    let effects = trial.outcome.operations[0].outcome.effects
    #expect(effects.map(\.file.text) == ["docker-compose.yml", "extra/pad.yml"])
    #expect(effects.map(\.changed) == [[6, 10, 12], [4]])
    #expect(trial.again() == (["already"], true))
  }

  @Test("counts the places of all files together")
  func expected() throws {
    let files = ["docker-compose.yml": Self.main, "extra/pad.yml": Self.pad]
    let four = try Trial(Self.body.replacing("ournet}", with: "ournet, expect: 4}"), on: files)
    #expect(four.words == ["applied"])
    let three = try Trial(Self.body.replacing("ournet}", with: "ournet, expect: 3}"), on: files)
    #expect(
      three.conflicts == """
        U203: `compose.rename-network` found 4 places, expected 3 times
          --> patches/trial/patch.yaml:5:5
           |  - compose.rename-network: {from: meet.jitsi, to: ournet, expect: 3}
          --> docker-compose.yml
           = docker-compose.yml: line 6, 10, 12
           = extra/pad.yml: line 4
           = advice: look at the places; then point the operation at the right one, or say with `expect` how many there are

        """)
    #expect(three.workspace.files == three.workspace.upstream)
  }

  @Test("finding nothing is a conflict, unless that is expected")
  func nothing() throws {
    let files = ["docker-compose.yml": "services:\n  web: {image: a}\n"]
    #expect(
      try Trial(Self.body, on: files).conflicts.hasPrefix(
        "U203: `compose.rename-network` found 0 places, expected at least once\n"))
    let any = try Trial(Self.body.replacing("ournet}", with: "ournet, expect: any}"), on: files)
    #expect(any.words == ["already"])
    #expect(any.workspace.files == any.workspace.upstream)
  }

  @Test("is a conflict where a service is on both, and where a compose file cannot be read")
  func conflicts() throws {
    let both = "services:\n  web:\n    networks: [meet.jitsi, ournet]\n"
    #expect(
      try Trial(Self.body, on: ["a.yml": both]).conflicts == """
        U203: service `web` has the network `meet.jitsi` and `ournet`, too, in a.yml
          --> patches/trial/patch.yaml:5:5
           |  - compose.rename-network: {from: meet.jitsi, to: ournet}
          --> a.yml:3:16
           |  networks: [meet.jitsi, ournet]
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    let broken = "services:\n  web: {image: a\n"
    let trial = try Trial(Self.body, on: ["a.yml": Self.main, "b.yml": broken])
    #expect(trial.conflicts.hasPrefix("U205: "))
    #expect(trial.conflicts.contains("  --> b.yml:"))
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("takes two different names", arguments: [("a", "a"), ("", "b"), ("a", "")])
  func invalid(_ from: String, _ to: String) throws {
    let body = "operations:\n  - compose.rename-network: {from: \"\(from)\", to: \"\(to)\"}"
    let expected =
      from == to
      ? "P109: `from` and `to` must be different names\n"
      : "P109: `\(from.isEmpty ? "from" : "to")` must not be empty\n"
    #expect(try problems(with: body).hasPrefix(expected))
  }
}
