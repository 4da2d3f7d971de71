import Foundation
import PatchKit
import Reports
import Testing
import UpgradeKit

@Suite("A patch set tested against upstream changes that nobody made")
struct MutationCheckTests {
  private let site: CaptureSite

  init() throws { site = try CaptureSite() }

  private func run(
    _ count: Int, seed: UInt64 = 1, kinds: Set<String> = []
  ) throws -> ReportedMutations {
    try MutationCheck.run(
      count, seed: seed, kinds: kinds, with: try Sources(site.site.request.places))
  }

  /// Changes a manifest of the site's patch set.
  private func edit(_ patch: String, _ change: (String) -> String) throws {
    let text = try #require(site.patchFile("\(patch)/patch.yaml"))
    let changed = change(text)
    #expect(changed != text)
    try site.site.sandbox.write(["\(patch)/patch.yaml": changed], to: "patches")
  }

  @Test("this repository's survives a change of each kind, and the same seed draws the same")
  func own() throws {
    let report = try run(60)
    #expect(report.survivors.map { "\($0.patch): \($0.kind), \($0.what): \($0.lost)" } == [])
    #expect(report.releases == 3)
    #expect(report.total > 50)
    // Some changes are carried, and some stop: neither alone would tell anything.
    #expect(report.kinds.contains { $0.carried > 0 } && report.kinds.contains { $0.stopped > 0 })
    #expect(report.patches.map(\.name).count == 6)
    #expect(try run(60) == report)
    #expect(try run(60, seed: 2) != report)
  }

  @Test("shows what is lost where a guarantee is missing, and names it")
  func missing() throws {
    let kinds: Set = ["variable-renamed", "variable-not-passed"]
    #expect(try run(40, kinds: kinds).survivors == [])
    try edit("prosody-plugins") { text in
      let start = text.range(of: "  - variable:\n      names: [XMPP_MODULES")
      let end = start.flatMap { text.range(of: "  - file:", range: $0.upperBound..<text.endIndex) }
      guard let start, let end else { return text }
      return String(text[..<start.lowerBound]) + String(text[end.lowerBound...])
    }
    let report = try run(40, kinds: kinds)
    let survivor = try #require(report.survivors.first)
    #expect(report.survivors.allSatisfy { $0.patch == "prosody-plugins" })
    #expect(kinds.contains(survivor.kind))
    #expect(!survivor.lost.isEmpty && !survivor.guarantee.isEmpty)
    #expect(report.patches.first { $0.name == "prosody-plugins" }?.lost ?? 0 > 0)
  }

  @Test("shows a setting that is written and not what is read, when the guarantee is gone")
  func overridden() throws {
    let kinds: Set = ["setting-overridden", "template-not-rendered"]
    #expect(try run(20, kinds: kinds).survivors == [])
    try edit("jicofo-shared-document") { text in
      text.components(separatedBy: "\nguarantees:\n")[0] + "\n"
    }
    let report = try run(20, kinds: kinds)
    #expect(report.survivors.contains { $0.patch == "jicofo-shared-document" })
    #expect(
      report.survivors.contains { $0.guarantee.hasPrefix("setting: {service: jicofo") },
      "\(report.survivors.map(\.guarantee))")
  }

  @Test("of which none can be tried where nothing is generated is told")
  func nothing() throws {
    try edit("network") { $0.replacing("from: meet.jitsi,", with: "from: meet.nowhere,") }
    #expect(throws: UpgradeFailure.self) { try run(1) }
  }
}
