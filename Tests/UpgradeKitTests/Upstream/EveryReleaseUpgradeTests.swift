import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// A real deployment that people have edited, upgraded through every later release, and in one jump.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseUpgradeTests {
  @Test("the same files come of it, and every edit is kept")
  func editsSurvive() throws {
    let start = "stable-9364-1"
    let releases = RealUpstream.supported.drop { $0 != start }.dropFirst()
    let newest = try #require(releases.last)
    let (walk, jump) = (try EditedSite(start), try EditedSite(start))
    for release in releases {
      let report = try walk.site.upgrade(release)
      #expect(
        report.verdict == .upgraded,
        "\(release): \(report.findings(.conflict).map { [$0.finding.headline] + $0.finding.evidence })"
      )
      guard report.verdict == .upgraded else { return }
      #expect(
        report.findings.map(\.finding).filter(Self.isUnexpected).map(\.headline) == [], "\(release)"
      )
    }
    let report = try jump.site.upgrade(newest)
    #expect(report.verdict == .upgraded, "\(report.findings(.conflict).map(\.finding.headline))")
    #expect(report.findings.map(\.finding).filter(Self.isUnexpected).map(\.headline) == [])
    let (one, other) = (
      try walk.site.sandbox.snapshot("deployment"), try jump.site.sandbox.snapshot("deployment")
    )
    #expect(one.keys.sorted() == other.keys.sorted())
    for (path, file) in one { #expect(file == other[path], "\(path)") }
    #expect(walk.site.lock == jump.site.lock)
    for (path, pieces) in jump.kept {
      let text = jump.site.text(path)
      for piece in pieces { #expect(text?.contains(piece) == true, "\(path): \(piece)") }
    }
    for path in ["etherpad.yml", "jigasi.yml"] {
      #expect(jump.site.text("confomeet/" + path) == nil)
    }
    #expect(try jump.site.upgrade(newest).verdict == .upToDate)
  }

  /// No compose file is merged by lines, and no edit takes a customisation away.
  private static func isUnexpected(_ finding: Finding) -> Bool {
    finding.code == .mergedByLines || finding.code == .guaranteeLost
  }
}
