import PatchKit
import Testing

@Suite("network")
struct NetworkGuaranteeTests {
  private static let guarantee = "network: {name: ournet, replaces: meet.jitsi}"
  private static let upstream = [
    "docker-compose.yml": """
    services:
      web:
        networks: [meet.jitsi]
      prosody:
        networks:
          meet.jitsi:
            aliases: [xmpp.meet.jitsi, auth.meet.jitsi]
    networks:
      meet.jitsi:
    """,
    "pad.yml": "services:\n  pad:\n    networks: [meet.jitsi, other]\n",
  ]
  private static let good = [
    "docker-compose.yml": """
    services:
      web:
        networks: [ournet]
      prosody:
        networks:
          ournet:
            aliases: [xmpp.meet.jitsi, auth.meet.jitsi]
    networks:
      ournet:
    """,
    "pad.yml": "services:\n  pad:\n    networks: [ournet, other]\n",
  ]

  private func check(_ generated: [String: String]) throws -> [String] {
    try violations(of: Self.guarantee, in: generated, upstream: Self.upstream)
  }

  @Test("is held by files that say so, whichever of them there are")
  func held() throws {
    #expect(try check(Self.good) == [])
    #expect(try check(Self.good.without("pad.yml")) == [])
  }

  @Test("is not held when a file is left out of the change")
  func stale() throws {
    #expect(
      try check(Self.good.with(["pad.yml": Self.upstream["pad.yml"] ?? ""])) == [
        "service pad in pad.yml is still attached to meet.jitsi",
        "service pad in pad.yml is not attached to ournet",
      ])
    let new = ["new.yml": "services:\n  new:\n    networks:\n      meet.jitsi:\n"]
    #expect(
      try check(Self.good.with(new)) == ["service new in new.yml is still attached to meet.jitsi"])
  }

  @Test("is not held without the aliases, or with others")
  func aliases() throws {
    let expected = [
      "service prosody in docker-compose.yml has other aliases on ournet than upstream gave it"
    ]
    let file = "docker-compose.yml"
    #expect(try check(Self.good.changing(file, "xmpp.meet.jitsi", to: "xmpp.ournet")) == expected)
    let line = "        aliases: [xmpp.meet.jitsi, auth.meet.jitsi]\n"
    #expect(try check(Self.good.changing(file, line, to: "")) == expected)
  }

  @Test("is not held when a declaration is missing or left")
  func declarations() throws {
    let file = "docker-compose.yml"
    #expect(
      try check(Self.good.changing(file, "\nnetworks:\n  ournet:", to: "")) == [
        "docker-compose.yml does not declare ournet", "no compose file declares ournet",
      ])
    #expect(
      try check(Self.good.changing(file, "\nnetworks:\n", to: "\nnetworks:\n  meet.jitsi:\n"))
        == ["docker-compose.yml still declares meet.jitsi"])
  }

  @Test("is not held when a service is detached, or gone")
  func services() throws {
    let file = "docker-compose.yml"
    #expect(
      try check(Self.good.changing(file, "[ournet]", to: "[default]"))
        == ["service web in docker-compose.yml is not attached to ournet"])
    #expect(
      try check(Self.good.changing(file, "  web:\n    networks: [ournet]\n", to: ""))
        == ["docker-compose.yml has no service web, which upstream attached to meet.jitsi"])
  }

  @Test("is not held where a file cannot be read, or there is none")
  func unreadable() throws {
    let found = try check(Self.good.with(["bad.yml": "services:\n  a: [\n"]))
    #expect(found.count == 1 && found[0].hasPrefix("bad.yml"))
    #expect(
      try check([:]) == ["no compose file declares ournet", "no service is attached to ournet"])
  }
}
