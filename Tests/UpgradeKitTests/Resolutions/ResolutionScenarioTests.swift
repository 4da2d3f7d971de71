import GitKit
import PatchKit
import ReportKit
import Testing

@testable import UpgradeKit

@Suite struct ResolutionScenarioTests {
  @Test func thereAreScenarios() {
    #expect(ResolutionScenario.all.count >= 8)
  }

  @Test(arguments: ResolutionScenario.all.filter(\.isSettledByHand))
  func whatAPersonDecidedIsRecorded(_ scenario: ResolutionScenario) throws {
    let upgrade = try scenario.upgrade(again: false)
    let settled = try scenario.tree("settled")
    var recorded = FileTree()
    for outcome in upgrade.merge.outcomes where !outcome.conflicts.isEmpty {
      let resolutions = outcome.resolutions(
        settledAs: settled[outcome.path],
        versions: ConflictIdentity.Versions(
          base: upgrade.base[outcome.path], ours: upgrade.ours[outcome.path],
          theirs: upgrade.theirs[outcome.path]),
        context: upgrade.context, reason: "The scenario \(scenario.name) wants it so.\n")
      for (index, resolution) in resolutions.enumerated() {
        let resolution = try #require(resolution, "conflict \(index) of \(outcome.path)")
        recorded[try TreePath(String(resolution.path.dropFirst("resolutions/".count)))] =
          FileTree.File(content: resolution.bytes)
      }
    }
    if ResolutionScenario.isRecording { try scenario.record(recorded, as: "resolutions") }
    #expect(try recorded.texts == scenario.tree("resolutions").texts)
  }

  @Test(arguments: ResolutionScenario.all.filter(\.isSettledByHand))
  func theSameUpgradeEndsAtWhatThePersonLeft(_ scenario: ResolutionScenario) throws {
    let upgrade = try scenario.upgrade(again: false)
    let settled = upgrade.merge.settled(
      by: try scenario.resolutions().resolutions, base: upgrade.base, ours: upgrade.ours,
      theirs: upgrade.theirs, context: upgrade.context)
    #expect(settled.result.conflicts.isEmpty)
    #expect(try settled.result.files.texts == scenario.tree("settled").texts)
  }

  @Test(arguments: ResolutionScenario.all)
  func itIsSettledTheSameWayAgain(_ scenario: ResolutionScenario) throws {
    let upgrade = try scenario.upgrade(again: true)
    let (resolutions, findings) = try scenario.resolutions()
    let settled = upgrade.merge.settled(
      by: resolutions, base: upgrade.base, ours: upgrade.ours, theirs: upgrade.theirs,
      context: upgrade.context)
    let report = findings.map(\.line).joined() + settled.report
    if ResolutionScenario.isRecording {
      try scenario.record(settled.result.files, as: "expected")
      try scenario.record(report, as: "replays.txt")
    }
    #expect(try settled.result.files.texts == scenario.tree("expected").texts)
    #expect(try report == scenario.text("replays.txt"))
  }
}

extension SettledMerge {
  /// Everything that came out beside the files, as text.
  fileprivate var report: String {
    findings(in: nil).map(\.line).joined() + result.report
  }
}

extension Finding {
  fileprivate var line: String {
    let places = places.map { place in
      "  --> \(place.path)\(place.line.map { ":\($0)" } ?? "")\n"
    }
    let texts = (evidence + advice).map { "   = \($0)\n" }
    return "\(code.rawValue): \(headline)\n" + (places + texts).joined()
  }
}
