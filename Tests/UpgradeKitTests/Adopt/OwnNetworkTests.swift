import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Own services on upstream's network, which the patch set gives another name.
@Suite struct OwnNetworkTests {
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
}
