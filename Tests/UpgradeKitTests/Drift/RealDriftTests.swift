import Findings
import GitKit
import PatchKit
import Reports
import Testing
import UpgradeKit

/// A nightly run on deployments of real releases.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct RealDriftTests {
  @Test("at the newest release it is silent")
  func newest() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    let newest = try #require(try RealUpstream.open().0.catalogue.newest).name.description
    try site.upgrade(newest)
    let report = try site.drift()
    #expect(report.verdict == .inStep)
    #expect(report.codes == [])
  }

  @Test(
    "at any release nothing but newer ones is told",
    arguments: [
      "stable-7439", "stable-9364-1", "stable-10008", "stable-10184", "stable-10532",
      "stable-11031",
    ])
  func older(_ release: String) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade(release)
    let report = try site.drift()
    #expect(report.verdict == .inStep)
    #expect(report.codes == ["D301"])
    #expect(try report.one("D301").evidence.last?.contains("goes through") == true)
  }
}
