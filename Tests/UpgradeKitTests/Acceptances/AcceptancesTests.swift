import Findings
import Foundation
import GitKit
import PatchKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// Findings that people live with, in a deployment's checks.
struct AcceptancesTests {
  private let site: Site

  init() throws {
    site = try Site.deployed()
    try site.copyPatches()
    site.request.today = Day("2026-06-15")
    try site.sandbox.write([
      "confomeet/.env": """
      JIBRI_RECORDER_PASSWORD=a5b1
      JIBRI_XMPP_PASSWORD=f00d
      JICOFO_AUTH_PASSWORD=cafe
      CONFIG=/srv/meet
      HTTP_PORT=80
      HTTPS_PORT=443
      NOBODYS=1
      NO_ONES=1

      """
    ])
  }

  private func accept(_ entries: String) throws {
    try Data(("accepted:\n" + entries).utf8)
      .write(to: URL(fileURLWithPath: site.request.patches + "/accepted.yaml"))
  }

  private static let nobodys = """
      - code: E401
        path: confomeet/.env
        part: NOBODYS
        because: our own proxy reads it

    """
  private static let noOnes = """
      - code: E401
        path: confomeet/.env
        part: NO_ONES
        because: until June is over
        until: 2026-06-15

    """

  @Test("an accepted finding is listed apart, and the others count")
  func some() throws {
    try accept(Self.nobodys)
    let report = try site.drift([.environment])
    #expect(report.codes == ["E401"])
    #expect(try report.one("E401").headline.contains("NO_ONES"))
    #expect(report.verdict == .drifted)
    let accepted = try #require(report.accepted)
    #expect(accepted.map(\.finding.code) == [.variableUnknown])
    #expect(accepted.first?.finding.headline.contains("NOBODYS") == true)
    #expect(accepted.first?.reason == "our own proxy reads it")
    #expect(report.checks?.first?.findings == 1)
  }

  @Test("when all are accepted, nothing is out of step, and the first line says what was accepted")
  func all() throws {
    try accept(Self.nobodys + Self.noOnes)
    let report = try site.drift([.environment])
    #expect(report.verdict == .inStep)
    #expect(report.codes == [])
    #expect(
      report.accepted?.map(\.until) == ["2026-06-15", nil]
        || report.accepted?.map(\.until) == [nil, "2026-06-15"])
    let text = TextRenderer().render(report)
    #expect(text.split(separator: "\n").first?.contains("accepted: 2 findings") == true)
    #expect(text.contains("because") && text.contains("until June is over"))
  }

  @Test("the day after its last one an acceptance has ended: the finding counts, and that is said")
  func ended() throws {
    try accept(Self.nobodys + Self.noOnes)
    site.request.today = Day("2026-06-16")
    let report = try site.drift([.environment])
    #expect(report.verdict == .drifted)
    #expect(report.codes == ["E401", "P116"])
    let stale = try report.one("P116")
    #expect(stale.headline.contains("NO_ONES") && stale.headline.contains("ended on 2026-06-15"))
    #expect(stale.places.first?.path == "patches/accepted.yaml")
    #expect(stale.places.first?.line == 6)
  }

  @Test("one that matches nothing is told where everything was looked at, and fails nothing")
  func unmatched() throws {
    try accept(
      Self.nobodys + Self.noOnes + """
          - code: E405
            path: confomeet/.env
            because: only a test

        """)
    #expect(try site.drift([.environment]).codes == [])
    let report = try site.drift()
    let stale = try report.one("P116")
    #expect(stale.headline.contains("nothing is found any more"))
    #expect(stale.headline.contains("E405 in confomeet/.env"))
    #expect(report.findings.first { $0.finding.code == .acceptanceStale }?.severity == .note)
    #expect(report.state(.environment) == .inStep)
  }

  @Test("neither lock nor what is generated knows of it")
  func notInTheLock() throws {
    let lock = try #require(site.lock)
    try accept(Self.nobodys)
    #expect(try site.upgrade("stable-11146-2").verdict == .upToDate)
    #expect(site.lock == lock)
    #expect(try site.drift([.patches]).codes == [])
  }

  @Test("an upgrade lists accepted findings apart")
  func upgrade() throws {
    let compose = try #require(site.text("confomeet/docker-compose.yml"))
    try site.sandbox.write([
      "confomeet/docker-compose.yml": compose.replacing("confomeetnet", with: "othernet")
    ])
    let before = try site.upgrade("stable-11146-2", dryRun: true)
    let lost = try #require(before.findings.first { $0.finding.code == .guaranteeLost })
    let path = try #require(lost.finding.places.first?.path)
    try accept("  - code: U237\n    path: \(path)\n    because: we have a network of our own\n")
    let after = try site.upgrade("stable-11146-2", dryRun: true)
    #expect(!after.codes.contains("U237"))
    #expect(after.accepted?.first?.finding.code == .guaranteeLost)
    #expect(TextRenderer().render(after).contains("we have a network of our own"))
  }

  @Test("what is wrong with the list is said with its place, whatever is run")
  func wrong() throws {
    try accept("  - code: E999\n    path: a\n    because: b\n")
    let finding = try site.driftFailure()
    #expect(finding.code == .invalidManifestValue)
    #expect(finding.places.first?.path == "patches/accepted.yaml")
    #expect(finding.places.first?.line == 2)
    #expect(try site.failure("stable-10184").code == .invalidManifestValue)
  }
}
