import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What a person leaves of a conflict must be readable as what the file is, or it could not be replayed.
struct UnreadableDecisionTests {
  private let site: Site
  private let compose = "confomeet/docker-compose.yml"
  private let target = "stable-11146-2"

  init() throws {
    site = try Site()
    site.request.patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: site.request.patches)
    try site.upgrade("stable-10184")
    try site.edit(compose) { $0.replacing("${HTTP_PORT}:80'", with: "8080-8081:80'") }
    #expect(try site.upgrade(target, marking: true).verdict == .marked)
  }

  /// Puts a text in the place of the one conflict.
  private func settle(_ text: String) throws {
    try site.edit(compose) { marked in
      let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.firstIndex(where: { $0.hasPrefix("<<<<<<<") }),
        let end = lines.firstIndex(where: { $0.hasPrefix(">>>>>>>") })
      else { return marked }
      return (lines[..<start] + [Substring(text)] + lines[(end + 1)...]).joined(separator: "\n")
    }
  }

  private func resolve() throws -> Resolve.Result {
    try Resolve.run(Resolve.Options(reason: "a test"), at: site.request.places)
  }

  @Test(
    "it is neither recorded nor finished, and the place is named",
    arguments: ["            - '8080-8081:80", "\t- '8080-8081:80'", "    networks: *gone"])
  func unreadable(_ text: String) throws {
    try settle(text)
    let before = try site.sandbox.snapshot()
    let result = try resolve()
    #expect(result.records.isEmpty)
    #expect(result.problems.map(\.code) == [.resolutionRefused])
    let place = try #require(result.problems.first?.places.first)
    #expect(place.path == compose)
    #expect((place.line ?? 0) > 1)
    #expect(place.column != nil)
    // The line may hold a secret.
    #expect(place.excerpt == nil)

    let report = try Upgrade.resume(site.request, toolVersion: "0.0.0")
    #expect(report.verdict == .conflicts)
    #expect(report.codes == ["U228"])
    #expect(report.findings.first?.finding.places == [place])
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("what can be read is recorded, and replayed in another deployment")
  func readable() throws {
    try settle("            - '9090:80'")
    #expect(try resolve().records.count == 1)
    #expect(try Upgrade.resume(site.request, toolVersion: "0.0.0").verdict == .upgraded)

    let other = try Site()
    other.request.patches = site.request.patches
    try other.upgrade("stable-10184")
    try other.edit(compose) { $0.replacing("${HTTP_PORT}:80'", with: "8080-8081:80'") }
    let report = try other.upgrade(target)
    #expect(report.verdict == .upgraded)
    #expect(other.text(compose)?.contains("'9090:80'") == true)
    let replay = try #require(report.replays?.first)
    #expect(report.replays?.count == 1)
    #expect(replay.file == compose)
    #expect(replay.node == "services.web.ports[80/tcp]")
    #expect(replay.reason == "a test")
    let lines = try #require(other.text(compose)).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[try #require(replay.line) - 1].contains("9090:80"))
    #expect(replay.resolution.hasPrefix("patches/resolutions/"))
  }
}
