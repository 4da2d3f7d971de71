import Findings
import Reports
import Testing
import UpgradeKit

/// What people's own files name that real releases moved.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct RealReferenceTests {
  private static let own = """
    services:
      web:
        labels:
          - "traefik.http.services.jitsi.loadbalancer.server.port=80"
        healthcheck:
          test: ["CMD", "curl", "-f", "http://localhost:80/"]
        volumes:
          - ./own/meet.conf:/config/nginx/meet.conf:ro
          - ./own/custom-config.js:/config/custom-config.js:ro
        networks:
          meet.jitsi:
          proxy:
      transcripts:
        image: nginx:1
        volumes:
          - ${CONFIG}/transcripts:/usr/share/nginx/html:ro
        networks: [meet.jitsi]
    networks:
      meet.jitsi:
      proxy:
        external: true

    """

  @Test(
    "a variable that an own file gives a service is told by the name that the image reads now",
    arguments: [
      (
        "stable-9111", "stable-9220", "jicofo", "JICOFO_SOURCE_SIGNALING_DELAYS",
        ": it reads `JICOFO_CONF_SOURCE_SIGNALING_DELAYS` now"
      ),
      (
        "stable-10008", "stable-10073-1", "jibri", "JIBRI_RECORDING_VIDEO_ENCODE_PRESET",
        ": it reads `JIBRI_RECORDING_VIDEO_ENCODE_PRESET_RECORDING` and `JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING` now"
      ), ("stable-9111", "stable-9220", "web", "START_BITRATE", ""),
    ])
  func variables(
    _ old: String, _ new: String, _ service: String, _ name: String, _ now: String
  ) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade(old)
    try site.sandbox.write([
      "confomeet/.env": "COMPOSE_FILE=docker-compose.yml:jibri.yml:own.yml\nCONFIG=/srv/j\n",
      "confomeet/own.yml":
        "services:\n  \(service):\n    environment:\n      TZ: UTC\n      \(name): '5'\n      OWN_NAME: x\n",
    ])
    let report = try site.upgrade(new)
    let findings = report.findings.map(\.finding).filter { $0.code == .localReferenceMoved }
    #expect(
      findings.map(\.headline) == [
        "nothing in the image of service `\(service)` reads `\(name)` any more" + now
      ])
    #expect(findings.first?.places.first?.line == 5)
    #expect(findings.first?.causes.isEmpty == false)
  }

  private func site(script: Bool) throws -> Site {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-11031")
    try site.sandbox.write([
      "confomeet/docker-compose.override.yml": Self.own,
      "confomeet/own/meet.conf": "# ours\n", "confomeet/own/custom-config.js": "// ours\n",
      "confomeet/.env": "CONFIG=/srv/j\nHTTP_PORT=8000\nHTTPS_PORT=8443\n",
    ])
    if script {
      try site.sandbox.write([
        "confomeet/docker-compose.override.yml": """
        services:
          jicofo:
            volumes:
              - ./own/90-own:/etc/cont-init.d/90-own:ro

        """, "confomeet/own/90-own": "#!/usr/bin/with-contenv bash\n",
      ])
    }
    return site
  }

  private static let compose = "confomeet/docker-compose.override.yml"

  @Test("ports, image paths, folders of the host and networks, each with its line and commit")
  func moved() throws {
    let report = try site(script: false).upgrade("stable-11146-2", dryRun: true)
    let found = report.findings.map(\.finding).filter { $0.code == .localReferenceMoved }
    let places = found.map { "\($0.places.first?.path ?? ""):\($0.places.first?.line ?? 0)" }
    #expect(
      places.sorted() == [4, 6, 8, 11, 16, 17].map { "\(Self.compose):\($0)" }.sorted(),
      "\(places)")
    func one(_ line: Int) throws -> Finding {
      try #require(found.first { $0.places.first?.line == line })
    }
    #expect(try one(4).advice == ["write 8000 instead of 80"])
    #expect(try one(4).causes.map(\.commit).contains { $0.hasPrefix("f834723") })
    #expect(try one(6).advice == ["write 8000 instead of 80"])
    #expect(try one(8).headline.contains("`/config/nginx/meet.conf`"))
    #expect(try one(8).advice.first?.contains("/run/web/config/nginx/meet.conf") == true)
    #expect(try !one(8).causes.isEmpty)
    #expect(try one(11).advice == ["write `confomeetnet` instead of `meet.jitsi`"])
    #expect(try one(16).advice.first?.contains("/srv/j/storage/transcripts") == true)
    #expect(try !one(16).causes.isEmpty)
    #expect(try one(16).headline.contains("`transcriber`"))
    #expect(try one(16).evidence == ["the same goes for service `web`"])
  }

  @Test("a start script that stops the container is a conflict, and accepting it settles that")
  func script() throws {
    let site = try site(script: true)
    try site.copyPatches()
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .conflicts)
    let finding = try report.one("U241")
    #expect(finding.places.first?.path == "confomeet/own/90-own")
    #expect(finding.evidence.first?.contains("/usr/bin/with-contenv") == true)
    #expect(finding.causes.first?.firstRelease == "stable-11146")
    #expect(site.lock?.contains("stable-11031") == true)
    try site.sandbox.write(
      [
        "patches/accepted.yaml":
          "accepted:\n  - {code: U241, path: confomeet/own/90-own, because: it is not needed}\n"
      ], to: "")
    let after = try site.upgrade("stable-11146-2")
    #expect(after.verdict == .upgraded)
    #expect(after.accepted?.map(\.finding.code) == [.startScriptStops])
  }

  @Test("drift tells them of a deployment that is at the release already")
  func drift() throws {
    let site = try site(script: false)
    try site.upgrade("stable-11146-2")
    let report = try site.drift([.references])
    #expect(report.verdict == .drifted)
    #expect(report.codes.count == 6, "\(report.findings.map(\.finding.headline))")
  }

  @Test(
    "people's own services follow a service that upstream renamed",
    arguments: [
      ("depends_on:\n      - otel-collector", "- otel\n"),
      ("network_mode: service:otel-collector", "service:otel\n"),
      ("links:\n      - otel-collector", "- otel:otel-collector\n"),
    ])
  func renamedService(_ use: String, _ expected: String) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-10532-1")
    try site.edit("confomeet/log-analyser.yml") {
      $0.replacing(
        "\nservices:\n",
        with: "\nservices:\n  exporter:\n    image: own/exporter:1\n    \(use)\n",
        maxReplacements: 1)
    }
    let report = try site.upgrade("stable-10590")
    #expect(report.verdict == .upgraded, "\(report.findings.map(\.finding.headline))")
    #expect(site.text("confomeet/log-analyser.yml")?.contains(expected) == true)
  }
}
