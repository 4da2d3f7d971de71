import Rendering
import Reports
import Testing

@Suite struct UpstreamChangesTests {
  @Test func breakingChangesComeFirstThenByTopic() {
    let changes = SampleReports.upstreamChanges
    let breaking = changes.consequences.map(\.isBreaking)
    #expect(breaking == breaking.sorted { $0 && !$1 })
    #expect(changes.consequences.prefix(2).map(\.topic) == [.rootFileSystem, .volumes])
  }

  @Test func theOrderGivenDoesNotMatter() {
    let consequences = SampleReports.upstreamChanges.consequences
    #expect(UpstreamChanges(consequences: consequences.reversed()).consequences == consequences)
  }

  @Test func consequencesOfOneCommitStandTogether() throws {
    let groups = SampleReports.upstreamChanges.groups
    let rootless = try #require(groups.first { $0.cause == SampleReports.rootless })
    #expect(rootless.consequences.count == 6)
    #expect(rootless.isBreaking)
    #expect(groups.map(\.consequences.count).reduce(0, +) == 9)
    #expect(groups.count { $0.cause == nil } == 1)
  }

  @Test func commitsAreSortedByKindThenScope() {
    let kinds = SampleReports.upstreamChanges.releases.map { $0.commits.map(\.kind) }
    #expect(kinds == [[.breaking, .fix, .other, .upkeep], [.feature]])
  }

  @Test func aLongJumpShowsWhatBreaksFirstAndCountsTheRest() throws {
    let text = TextRenderer().render(SampleReports.jump)
    let registry = try #require(text.firstRange(of: "images from"))
    let board = try #require(text.firstRange(of: "new service"))
    #expect(registry.lowerBound < board.lowerBound)
    #expect(text.contains("6 more") == false)
    #expect(text.contains("and 2 more; `--verbose` shows them"))
    #expect(!text.contains("jibri/rootfs/etc/file-1"))
    #expect(
      TextRenderer(detail: .full).render(SampleReports.jump).contains("jibri/rootfs/etc/file-10"))
  }

  @Test func nothingIsSaidWhenUpstreamChangedNothing() {
    let report = Report(
      toolVersion: "1", command: "upgrade", verdict: .upToDate, upstreamChanges: UpstreamChanges())
    for text in [TextRenderer().render(report), MarkdownRenderer().render(report)] {
      #expect(!text.contains("What upstream changed"))
      #expect(!text.contains("Commits"))
    }
  }
}
