import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Own services on upstream's network, which the patch set gives another name.
@Suite struct OwnComposeFileTests {
  private let site: Site
  private let own = "confomeet/docker-compose.override.yml"

  init() throws {
    site = try Site()
    try site.makeByHand()
    try site.copyUpstream("stable-9364-1")
    try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/confomeet/prosody")
  }

  private static let text = """
    services:
      # ours
      proxy:
        image: example.org/proxy:1
        networks: [meet.jitsi]
      web:
        networks:
          meet.jitsi:
            aliases: [meet.jitsi.example.org]

    """

  @Test("services in a file of people's own follow, and nothing else in it changes")
  func follows() throws {
    try site.sandbox.write([own: Self.text])
    try site.adopt()
    let planned = try site.upgrade("stable-10184", dryRun: true)
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(report.files == planned.files)
    #expect(report.verdict(of: own) == .merged)
    #expect(
      site.text(own)
        == Self.text.replacing("[meet.jitsi]", with: "[confomeetnet]")
        .replacing("meet.jitsi:", with: "confomeetnet:"))
    #expect(try site.upgrade("stable-10184").verdict == .upToDate)
  }

  @Test("one in a generated file follows, too")
  func inGenerated() throws {
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing(
        "services:\n",
        with: "services:\n    proxy:\n        image: a/b\n        networks: [meet.jitsi]\n")
    }
    try site.adopt()
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(site.text("confomeet/docker-compose.yml")?.contains("networks: [confomeetnet]") == true)
  }

  @Test("a network that people declare themselves is theirs")
  func declared() throws {
    let text = Self.text + "networks:\n  meet.jitsi:\n    external: true\n"
    try site.sandbox.write([own: text])
    try site.adopt()
    try site.upgrade("stable-10184")
    #expect(site.text(own) == text)
  }

  @Test("a port that moved is told of where only COMPOSE_FILE names the file")
  func ports() throws {
    let other = try Site()
    try other.upgrade("stable-10184")
    let own = "confomeet/own.yml"
    try other.sandbox.write([
      "confomeet/.env": "COMPOSE_FILE=docker-compose.yml:own.yml\nCONFIG=./config\n",
      own: "services:\n  web:\n    ports: ['8080:80']\n",
    ])
    let report = try other.upgrade("stable-11146-2")
    let finding = report.findings.map(\.finding).first { $0.code == .localReferenceMoved }
    #expect(finding?.headline == "service `web` no longer listens on port 80: it is 8000 now")
    #expect(finding?.places.first?.path == own)
  }

  @Test("so does one whose network a file that is not run declares")
  func declaredElsewhere() throws {
    let alone = Self.text.replacing("proxy:", with: "alone:") + "networks:\n  meet.jitsi:\n"
    try site.sandbox.write([own: Self.text, "confomeet/alone.yml": alone])
    try site.adopt()
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(report.verdict(of: own) == .merged)
    #expect(site.text("confomeet/alone.yml") == alone)
  }

  @Test("a file that is on both networks is told to leave the former one")
  func both() throws {
    try site.sandbox.write([
      own: Self.text.replacing("[meet.jitsi]", with: "[meet.jitsi, confomeetnet]")
        + "networks:\n  confomeetnet:\n"
    ])
    try site.adopt()
    let report = try site.upgrade("stable-10184")
    let finding = try #require(report.findings(.conflict).map(\.finding).first)
    #expect(finding.code == .composeWouldRefuse)
    #expect(
      finding.advice.first
        == "take `meet.jitsi` out of \(own), which has `confomeetnet` there already, and run again")
  }

  @Test(
    "of a file of which it isn't known what it runs with, the other one that declares it is named")
  func uncertain() throws {
    let text = """
      services:
        further:
          image: a/b
          networks: [meet.jitsi]

      """
    let alone = text.replacing("further", with: "alone") + "networks:\n  meet.jitsi:\n"
    try site.sandbox.write(["confomeet/further.yml": text, "confomeet/alone.yml": alone])
    try site.adopt()
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .conflicts)
    let finding = try #require(report.findings(.conflict).map(\.finding).first)
    #expect(report.findings(.conflict).count == 1)
    #expect(finding.code == .composeWouldRefuse)
    #expect(
      finding.evidence.last
        == "network `meet.jitsi` is `confomeetnet` now; confomeet/further.yml does not follow: confomeet/alone.yml declares `meet.jitsi`, too"
    )
    #expect(
      finding.advice.first
        == "write `confomeetnet` instead of `meet.jitsi` in confomeet/further.yml, and run again")
  }
}

/// Own files that name a service which upstream renamed.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct OwnServiceFileTests {
  private let site: Site
  private let own = "confomeet/own.yml"

  init() throws {
    site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-10532")
    try site.sandbox.write([
      "confomeet/.env":
        "COMPOSE_FILE=docker-compose.yml:log-analyser.yml:own.yml\nCONFIG=./config\n",
      own: Self.text,
    ])
  }

  private static let text = """
    services:
      # ours
      otel-collector:
        mem_limit: 512m
      shipper:
        image: example.org/shipper:1
        depends_on: [otel-collector]
        networks: [confomeetnet]

    """

  @Test("they follow, with what waits for it")
  func follows() throws {
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(report.verdict(of: own) == .merged)
    #expect(site.text(own) == Self.text.replacing("otel-collector", with: "otel"))
  }

  @Test("a file that can't follow is one conflict, with both names and the commit")
  func staysBehind() throws {
    try site.sandbox.write([own: Self.text + "  otel:\n    image: example.org/otel:1\n"])
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .conflicts)
    let findings = report.findings(.conflict).map(\.finding)
    #expect(findings.map(\.code) == [.composeWouldRefuse])
    #expect(
      findings.first?.evidence.last
        == "service `otel-collector` is `otel` now; confomeet/own.yml does not follow: it has service `otel`, too"
    )
    #expect(
      findings.first?.advice.first
        == "put what service `otel-collector` has in confomeet/own.yml into `otel` there, name `otel` where others name `otel-collector`, take `otel-collector` out, and run again"
    )
    #expect(findings.first?.causes.map(\.firstRelease) == ["stable-10590"])
    // What the advice says is enough.
    try site.sandbox.write([
      own: Self.text.replacing("  otel-collector:\n", with: "  otel:\n").replacing(
        "[otel-collector]", with: "[otel]")
    ])
    #expect(try site.upgrade("stable-11146-2").verdict == .upgraded)
    #expect(!report.codes.contains("U237"))
  }

  @Test("a service of that name in a file that runs by itself is another one")
  func runsAlone() throws {
    let alone = "services:\n  otel-collector:\n    image: example.org/otel:1\n"
    try site.sandbox.write([own: "services: {}\n", "confomeet/alone.yml": alone])
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(site.text("confomeet/alone.yml") == alone)
  }
}
