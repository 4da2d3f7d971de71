import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What is told of a checkout of upstream, right after it was taken over.
@Suite struct UpstreamCheckoutTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.makeByHand()
    try site.copyUpstream("stable-9364-1")
    for name in ["prosody", "OPERATIONS.md"] {
      try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/confomeet/" + name)
    }
  }

  @Test("what only the patch set has was never there: nobody deleted it")
  func neverInstalled() throws {
    let adoption = try site.adopt(asUpstream: true)
    #expect(adoption.verdict == .adopted)
    #expect(
      adoption.found("D330")?.headline.hasSuffix("not installed; upgrades won't add them") == true)
    #expect(try !site.drift([.deployment]).codes.contains("D307"))
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    #expect(!report.codes.contains("U221"))
    #expect(site.text("confomeet/OPERATIONS.md") == nil)
    #expect(try !site.drift([.deployment]).codes.contains("D307"))
  }

  @Test("a file of upstream's that was never there was not deleted by hand")
  func upstreamFileNotThere() throws {
    let path = "confomeet/etherpad.yml"
    try site.remove(path)
    try site.adopt()
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
    let headlines = report.findings.map(\.finding).filter { $0.code == .deletedLocally }
      .map(\.headline)
    #expect(headlines == ["\(path) is not installed and stays so"])
    #expect(site.text(path) == nil)
    #expect(site.text("confomeet/OPERATIONS.md") != nil)
  }

  @Test("one that the deployment's history has was")
  func upstreamFileDeleted() throws {
    let path = "confomeet/etherpad.yml"
    let other = try Site()
    try other.upgrade("stable-9364-1")
    try other.commitDeployment()
    try other.remove(path)
    let report = try other.upgrade("stable-10184", dryRun: true)
    let headlines = report.findings.map(\.finding).filter { $0.code == .deletedLocally }
      .map(\.headline)
    #expect(headlines == ["\(path) was deleted by hand and stays so"])
  }

  @Test("a network that all are on is not told to be another one before the next upgrade")
  func network() throws {
    let own = "confomeet/docker-compose.override.yml"
    let text = "services:\n  proxy:\n    image: a/b\n    networks: [meet.jitsi]\n"
    try site.sandbox.write([own: text])
    try site.adopt()
    #expect(try !site.drift([.references]).codes.contains("U240"))
    try site.upgrade("stable-10184")
    // Now it is: the customisation is there.
    #expect(site.text(own)?.contains("[confomeetnet]") == true)
    try site.sandbox.write([own: text + "networks:\n  meet.jitsi:\n"])
    #expect(try site.drift([.references]).codes.contains("U240"))
  }
}
