import Editing
import GitKit
import Testing
import UpgradeKit

@Suite struct MergeScenarioTests {
  @Test func thereAreScenarios() {
    #expect(MergeScenario.all.count >= 20)
  }

  @Test(arguments: MergeScenario.all)
  func comesOutAsExpected(_ scenario: MergeScenario) throws {
    let result = try scenario.merge()
    if MergeScenario.isRecording {
      try scenario.record(result, report: result.report)
      return
    }
    let expected = try scenario.tree("expected")
    #expect(result.files.paths == expected.paths)
    for path in expected.paths {
      #expect(result.files[path]?.mode == expected[path]?.mode, "\(path)")
      #expect(
        result.files[path].map { String(decoding: $0.content, as: UTF8.self) }
          == expected[path].map { String(decoding: $0.content, as: UTF8.self) }, "\(path)")
    }
    #expect(result.report == scenario.expectedReport())
  }

  @Test(arguments: MergeScenario.all)
  func mergingTwiceChangesNothingMore(_ scenario: MergeScenario) throws {
    let once = try scenario.merge()
    let context = try scenario.context()
    let again = Merge.tree(
      base: try scenario.tree("base"), ours: once.files, theirs: try scenario.tree("theirs"),
      context: MergeContext(
        from: context.oldRelease, to: context.newRelease, renames: context.renames))
    #expect(again.files == once.files)
    #expect(again.conflicts.map(\.scope.node) == once.conflicts.map(\.scope.node))
  }
}
