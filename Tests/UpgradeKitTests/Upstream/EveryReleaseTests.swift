import Foundation
import GitKit
import PatchKit
import ReportKit
import Testing
import UpgradeKit

/// What the ConfOMeet patch set makes of every real release.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseTests {
  @Test("from stable-7439 on every release goes through, with every guarantee held")
  func supportedReleases() throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let since = try #require(patchSet.upstream.since.flatMap { ReleaseName($0) })
    let releases = upstream.catalogue.releases.filter { $0.name >= since }
    #expect(releases.count >= 66)
    for release in releases {
      let generation = try upstream.generate(release, with: patchSet)
      #expect(generation.conflicts.map(\.headline) == [], "\(release.name)")
      #expect(generation.guarantees.count >= 20, "\(release.name)")
    }
  }
}

/// The real upstream that the tests are given, and the patch set of this repository.
enum RealUpstream {
  static let path = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]

  static func open() throws -> (Upstream, PatchSet) {
    let patchSet = try PatchSetFolder.read(patches)
    let source = UpstreamSource(
      address: try #require(path), cache: "", isOffline: true, connection: Connection())
    return (
      try Upstream.open(source, releases: patchSet.upstream.releases, wanting: nil), patchSet
    )
  }

  /// The folder of this repository's own patch set.
  static var patches: String {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    return url.deletingLastPathComponent().appendingPathComponent("patches").path
  }
}

extension Upstream {
  /// Generates a release.
  func generate(_ release: Release, with patchSet: PatchSet) throws -> Generation {
    patchSet.generate(
      release: release.name, upstream: try files(of: release), history: history(for: release))
  }
}
