import Editing
import Findings
import GitKit
import PatchKit
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
    for merged in upgrade.merge.outcomes where !merged.conflicts.isEmpty {
      let decided = Self.outcomes(of: merged, settledAs: settled[merged.path])
      for (conflict, outcome) in zip(merged.conflicts, decided) {
        let outcome = try #require(outcome)
        let resolution = try #require(
          conflict.resolution(
            outcome, reason: "The scenario \(scenario.name) wants it so.\n", upgrade.context))
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
    let settled = upgrade.settled(by: try scenario.resolutions().resolutions)
    #expect(try settled.files.texts == scenario.tree("settled").texts)
  }

  @Test(arguments: ResolutionScenario.all)
  func itIsSettledTheSameWayAgain(_ scenario: ResolutionScenario) throws {
    let upgrade = try scenario.upgrade(again: true)
    let (resolutions, findings) = try scenario.resolutions()
    let settled = upgrade.settled(by: resolutions)
    let report = (findings + settled.findings).map(\.line).joined() + settled.report
    if ResolutionScenario.isRecording {
      try scenario.record(settled.files, as: "expected")
      try scenario.record(report, as: "replays.txt")
    }
    #expect(try settled.files.texts == scenario.tree("expected").texts)
    #expect(try report == scenario.text("replays.txt"))
  }

  /// What was decided: by its lines in a file that is there before and after, else on the file as a whole.
  private static func outcomes(
    of merged: MergedFile, settledAs file: FileTree.File?
  ) -> [Resolution.Outcome?] {
    guard merged.conflicts.allSatisfy({ $0.scope != .file }) else {
      if file == merged.sides.ours { return [.ours] }
      if file == merged.sides.theirs { return [.theirs] }
      return [file.map { .text(String(decoding: $0.content, as: UTF8.self)) }]
    }
    return Resolution.Outcome.read(of: merged.conflicts, from: file?.content ?? [])
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
