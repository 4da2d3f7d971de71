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

  @Test("are of the kind that they are read as, where the reading says which")
  func kinds() throws {
    #expect(
      try found(
        "stable-11146-2", "JICOFO_AUTH_LIFETIME=30 min", "JIBRI_PENDING_TIMEOUT=2 minutes",
        "GC_INC_TH=many", "GC_INC_SPEED=250", "ENABLE_LETSENCRYPT=maybe", "ENABLE_LOBBY=2",
        "ENABLE_VISITORS=1", "VISITORS_XMPP_SERVER=v1", "VISITORS_XMPP_PORT=52220")
        == [
          "E416 VISITORS_XMPP_PORT", "E421 JICOFO_AUTH_LIFETIME", "E421 GC_INC_TH",
          "E421 ENABLE_LETSENCRYPT", "E421 ENABLE_LOBBY",
        ])
    // The library of that time took a text for a number, and toBool refused what it did not know.
    #expect(
      try found(
        "stable-9457-2", "ENABLE_LOBBY=2", "ENABLE_VISITORS=1", "VISITORS_XMPP_SERVER=v1",
        "VISITORS_XMPP_PORT=52220") == ["E416 ENABLE_LOBBY"])
  }

  @Test("without any effect are told, though their names are read; with one somewhere they are not")
  func dead() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-11146-2")
    let name = "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING"
    try site.sandbox.write([
      "confomeet/.env": Self.passwords + "\(name)=fast\nLDAP_URL=ldap://l\nJIGASI_SIP_URI=x\n"
    ])
    func unread() throws -> [Finding] {
      try site.drift([.environment]).findings.map(\.finding).filter { $0.code == .variableNotRead }
    }
    // What LDAP and SIP need is in use elsewhere, though not here.
    #expect(try unread() == [])
    let template = "confomeet/jibri/rootfs/defaults/jibri.conf"
    let text = try #require(site.text(template))
    #expect(text.contains("\"{{ $\(name) }}\""))
    try site.sandbox.write([template: text.replacing("\"{{ $\(name) }}\"", with: "\"veryfast\"")])
    let found = try unread()
    #expect(found.map(\.variables) == [[name]])
    #expect(
      found.first?.headline == "`\(name)` has no effect: jibri reads it, and does nothing with it")
  }

  @Test(
    "an old name that not all services take is told as renamed",
    arguments: [("stable-9779", 0), ("stable-9823", 1), ("stable-9909", 1), ("stable-11146-2", 1)])
  func oldName(_ release: String, _ count: Int) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade(release)
    try site.sandbox.write([
      "confomeet/.env":
        Self.passwords + "XMPP_RECORDER_DOMAIN=rec.example\nDOCKER_HOST_ADDRESS=10.0.0.1\n"
    ])
    let found = try site.drift([.environment]).findings.map(\.finding)
    let renamed = found.filter { $0.code == .variableRenamed }
    #expect(renamed.map(\.variables) == Array(repeating: ["XMPP_RECORDER_DOMAIN"], count: count))
    if release >= "stable-9909" || release == "stable-11146-2" {
      #expect(renamed.first?.headline.contains("prosody does not take the old name") == true)
    }
    #expect(
      found.filter { $0.code == .oldNameHonoured }.map(\.variables) == [["DOCKER_HOST_ADDRESS"]])
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
