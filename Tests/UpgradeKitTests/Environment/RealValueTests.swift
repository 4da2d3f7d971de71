import Findings
import GitKit
import PatchKit
import Reports
import Testing

@testable import UpgradeKit

/// Values in `.env` of deployments of real releases.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct RealValueTests {
  private static let passwords = """
    CONFIG=/srv/j
    HTTP_PORT=8000
    HTTPS_PORT=8443
    TZ=UTC
    PUBLIC_URL=https://meet.example.com
    JICOFO_AUTH_PASSWORD=aa1
    JVB_AUTH_PASSWORD=aa2
    JIBRI_RECORDER_PASSWORD=aa3
    JIBRI_XMPP_PASSWORD=aa4
    JIGASI_XMPP_PASSWORD=aa5
    JIGASI_TRANSCRIBER_PASSWORD=aa6

    """

  /// What a nightly run says of values: `E418 ENABLE_LETSENCRYPT`.
  private func found(_ release: String, _ lines: String...) throws -> [String] {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade(release)
    try site.sandbox.write([
      "confomeet/.env": Self.passwords + lines.map { $0 + "\n" }.joined()
    ])
    return try site.drift([.environment]).findings.map(\.finding).filter {
      $0.code.rawValue >= "E416"
    }
    .map { finding in
      let name = finding.headline.split(separator: "`").dropFirst(
        finding.headline.hasPrefix("`") ? 0 : 1
      ).first
      return "\(finding.code.rawValue) \(name ?? "")"
    }
  }

  @Test("are read as the release's images read them")
  func truth() throws {
    let lines = [
      "ENABLE_LETSENCRYPT=true", "ENABLE_GUESTS=no", "AUTH_TYPE=interal", "ENABLE_AUTH=1",
    ]
    #expect(
      try found("stable-11146-2", lines[0], lines[1], lines[2], lines[3])
        == ["E419 ENABLE_LETSENCRYPT", "E419 ENABLE_GUESTS", "E421 AUTH_TYPE"])
    #expect(
      try found("stable-9457-2", lines[1], lines[3]) == ["E416 ENABLE_GUESTS"])
  }

  @Test("are held against what patches need, and against former defaults")
  func needs() throws {
    #expect(
      try found(
        "stable-11146-2", "COMPOSE_FILE=docker-compose.yml:jibri.yml", "ENABLE_RECORDING=1",
        "JIBRI_FINALIZE_RECORDING_SCRIPT_PATH=/config/finalize.sh",
        "JIBRI_RECORDING_DIR=/config/recordings", "JIBRI_ALL_MUTED_TIMEOUT=\"30 min\"")
        == [
          "E423 jibri-s3", "E421 JIBRI_FINALIZE_RECORDING_SCRIPT_PATH",
          "E421 JIBRI_ALL_MUTED_TIMEOUT", "E422 JIBRI_RECORDING_DIR",
        ])
  }

  @Test(
    "of upstream's own example are right",
    arguments: ["stable-8960-1", "stable-9457-2", "stable-10184", "stable-11031", "stable-11146-2"])
  func example(_ release: String) throws {
    let (upstream, _) = try RealUpstream.open()
    let named = try #require(upstream.catalogue.releases.first { $0.name.description == release })
    let example = String(
      decoding: try #require(try upstream.files(of: named)[try TreePath("env.example")]).content,
      as: UTF8.self)
    let lines = example.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: #/#?([A-Z][A-Z0-9_]*)=(.+)/#).map { "\($0.1)=\($0.2)" }
    }.filter {
      !Self.passwords.contains($0.split(separator: "=")[0]) && !$0.contains("JITSI_IMAGE")
    }
    let found = try found(release, lines.joined(separator: "\n"))
    // An example needs what people have to fill in.
    #expect(found.filter { !$0.hasPrefix("E423") } == [])
  }
}
