import Findings
import Reports
import Testing
import UpgradeKit

/// What real releases changed inside images that a deployment runs unbuilt.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct RealImageContentTests {
  @Test("stable-11146-2 moves Prosody's data, and replaces web's cron")
  func dataFolder() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    site.request.wantsUpstreamChanges = true
    try site.upgrade("stable-11146-1")
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    let all = try #require(report.upstreamChanges).consequences
    let data = all.filter { $0.topic == .dataFolder }
    #expect(data.map(\.subjects) == [["prosody"]])
    #expect(
      data.first?.changes == [
        .init(
          from: "data_path = \"/var/lib/prosody\"", to: "data_path = \"/var/lib/prosody/data\"")
      ])
    #expect(data.first?.isBreaking == true)
    #expect(data.first?.causes.map { $0.commit.prefix(7) } == ["65c08f7"])
    let contents = all.filter { $0.topic == .imageContents }
    let web = contents.filter { $0.subjects == ["web"] }
    #expect(Set(web.flatMap(\.causes).map { $0.commit.prefix(7) }) == ["5f1e2d7", "e6f754e"])
    #expect(!contents.contains { $0.subjects.contains("jibri") })
  }
}
