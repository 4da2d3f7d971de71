import Findings
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// The patch set tried on many releases.
@Suite struct MatrixTests {
  @Test func eachWayToGoHasItsCell() throws {
    let fixture = try MatrixFixture()
    try fixture.release("stable-99")
    try fixture.release("stable-100")
    try fixture.upstream.commit(
      ["app/main.conf": "colour = red\n"], removing: ["app/setting.conf"], message: "Move it")
    try fixture.release("stable-101")
    try fixture.upstream.commit(
      ["app/setting.conf": "colour = blue\n"], removing: ["app/main.conf"], message: "Go blue")
    try fixture.release("stable-102")
    try fixture.commit("colour = green\n", "Go green")
    try fixture.release("stable-103")

    let matrix = try fixture.matrix()
    #expect(
      matrix.releases.map(\.tag) == [
        "stable-99", "stable-100", "stable-101", "stable-102", "stable-103",
      ])
    let row = try #require(matrix.rows.first)
    #expect(row.patch == "setting")
    #expect(row.cells.map(\.outcome) == [.unsupported, .applied, .moved, .already, .conflict])
    #expect(row.cells.last?.findings.map(\.code.rawValue) == ["U203"])
    #expect(matrix.rows.count == 1)
    #expect(matrix.hasConflicts)
  }

  @Test func theFirstReleaseThatBreaksAPatchIsNamedWithTheCommit() throws {
    let fixture = try MatrixFixture()
    try fixture.release("stable-100")
    try fixture.commit("colour = red # warm\n", "Say why")
    let culprit = try fixture.commit("colour = green\n", "Go green (#7)")
    try fixture.commit("colour = green # fresh\n", "Say why again")
    try fixture.release("stable-101")
    try fixture.release("stable-102")

    let transitions = try fixture.matrix().transitions
    #expect(transitions.map(\.release) == ["stable-101"])
    #expect(transitions.first?.before == "stable-100")
    #expect(transitions.first?.cause?.commit == culprit.hex)
    #expect(transitions.first?.cause?.subject == "Go green (#7)")
    #expect(transitions.first?.cause?.firstRelease == "stable-101")
  }

  /// The commit that brings the line gives the operation a place; what is written there is the patch set's.
  @Test func noCommitIsBlamedForWhatAnOperationWrites() throws {
    let fixture = try MatrixFixture()
    try fixture.patch(
      """
      operations:
        - text.insert:
            file: docker-compose.yml
            after: "app:"
            text: "  health:\\n    interval: 10s"
            expect: any
      """)
    try fixture.upstream.commit(
      ["docker-compose.yml": "services:\n  web:\n    build: app\n"], message: "Name it web")
    try fixture.release("stable-100")
    try fixture.upstream.commit(
      ["docker-compose.yml": "services:\n  app:\n    build: app\n"], message: "Name it app")
    try fixture.release("stable-101")

    let matrix = try fixture.matrix()
    #expect(matrix.rows.map { $0.cells.map(\.outcome) } == [[.already, .conflict]])
    let finding = try #require(matrix.rows.first?.cells.last?.findings.first)
    #expect(finding.code == .operationBreaksFile)
    #expect(finding.places.map(\.tree) == [.patchSet, .generated])
    #expect(matrix.transitions.map { $0.cause?.commit } == [nil])
  }

  @Test func behindAMergeItIsTheBranchsCommit() throws {
    let fixture = try MatrixFixture()
    try fixture.release("stable-100")
    let fork = try #require(try fixture.upstream.repository.branch(named: "main"))
    try fixture.commit("colour = red # a\n", "On the branch", branch: "topic", parents: [fork])
    let culprit = try fixture.commit("colour = green\n", "Go green", branch: "topic")
    let tip = try fixture.commit("colour = green # b\n", "Later on the branch", branch: "topic")
    let main = try fixture.upstream.commit(["other": "1"], message: "On main")
    try fixture.commit("colour = green # b\n", "Merge topic", parents: [main, tip])
    try fixture.release("stable-101")

    #expect(try fixture.matrix().transitions.map { $0.cause?.commit } == [culprit.hex])
  }

  @Test func theCommitBehindAVariantIsLookedForOnlyWhenAskedFor() throws {
    let fixture = try MatrixFixture()
    try fixture.patch(
      """
      variants:
        - name: switch
          when: [{file: app/setting.conf, contains: "colour from the environment"}]
          operations:
            - compose.set-environment: {file: docker-compose.yml, service: app, name: COLOUR, default: blue}
        - name: edit
          operations:
            - text.replace: {file: app/setting.conf, find: "colour = red", with: "colour = blue"}
      """)
    try fixture.release("stable-100")
    let culprit = try fixture.commit("# colour from the environment\n", "Read the environment")
    try fixture.release("stable-101")

    let plain = try fixture.matrix()
    #expect(plain.transitions.map { [$0.from.variant, $0.to.variant] } == [["edit", "switch"]])
    #expect(plain.transitions.map(\.cause) == [nil])
    #expect(!plain.hasConflicts)
    #expect(
      try fixture.matrix(sought: "setting").transitions.map { $0.cause?.commit } == [culprit.hex])
  }

  @Test func aGuaranteeThatDoesNotHoldIsAConflict() throws {
    let fixture = try MatrixFixture()
    try fixture.patch(
      """
      operations:
        - text.replace: {file: app/setting.conf, find: "colour = red", with: "colour = blue"}
      guarantees:
        - file: {path: app/setting.conf, contains: "colour = green"}
      """)
    try fixture.release("stable-100")
    let cell = try #require(try fixture.matrix().rows.first?.cells.first)
    #expect(cell.outcome == .conflict)
    #expect(cell.findings.map(\.code.rawValue) == ["U207"])
  }

  @Test func whatIsWrongWithTheFilesHasARowOfItsOwn() throws {
    let fixture = try MatrixFixture()
    try fixture.release("stable-100")
    try fixture.upstream.commit(
      ["docker-compose.yml": "services:\n  app:\n    build: elsewhere\n"],
      message: "Build elsewhere")
    try fixture.release("stable-101")

    let matrix = try fixture.matrix()
    #expect(matrix.rows.map(\.patch) == ["setting", "(files)"])
    #expect(matrix.rows.last?.cells.map(\.outcome) == [.applied, .conflict])
    #expect(matrix.transitions.last?.cause?.subject == "Build elsewhere")
  }

  @Test func aRangeChoosesTheReleases() throws {
    let fixture = try MatrixFixture()
    for number in 100...104 { try fixture.release("stable-\(number)") }
    let matrix = try fixture.matrix(try #require(ReleaseRange("102..")))
    #expect(matrix.releases.map(\.tag) == ["stable-102", "stable-103", "stable-104"])
    #expect(matrix.rows.allSatisfy { $0.cells.count == 3 })
  }

  @Test func anEmptyRangeIsSaid() throws {
    let fixture = try MatrixFixture()
    try fixture.release("stable-100")
    let range = try #require(ReleaseRange("stable-200.."))
    #expect(throws: UpgradeFailure.self) { try fixture.matrix(range) }
  }

  @Test func anUnreleasedCommitIsAColumnOfItsOwn() throws {
    let fixture = try MatrixFixture()
    try fixture.release("stable-100")
    let culprit = try fixture.commit("colour = green\n", "Another colour")
    let matrix = try fixture.matrix(try #require(ReleaseRange("latest..@main")))
    #expect(matrix.releases.map(\.tag) == ["stable-100", "@\(culprit.short)"])
    #expect(matrix.rows.first?.cells.map(\.outcome) == [.applied, .conflict])
    #expect(matrix.transitions.first?.cause?.commit == culprit.hex)
    #expect(matrix.transitions.first?.cause?.firstRelease == nil)
  }

  @Test(
    .enabled(
      if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func onRealUpstreamNoReleaseConflictsAndVariantsTurnWhereTheyShould() throws {
    let matrix = try Matrix.run(
      Matrix.Options(sought: "jicofo-shared-document"),
      with: Sources(
        Places(
          deployment: "", patches: RepositoryPatches.path, lock: "", upstream: RealUpstream.path,
          cache: "", isOffline: true)),
      toolVersion: "0.0.0")
    #expect(!matrix.hasConflicts)
    #expect(matrix.releases.count == RealUpstream.supported.count + RealUpstream.older.count)
    for row in matrix.rows {
      #expect(row.cells.count { $0.outcome == .unsupported } == RealUpstream.older.count)
    }
    let transition = try #require(
      matrix.transitions.first { $0.patch == "jicofo-shared-document" && $0.from.variant != nil })
    #expect(transition.release == "stable-10073-1")
    // As `git log -S ENABLE_SHARED_DOCUMENT_RANDOM_NAME` has it.
    let oracle = try GitProgram.run(
      [
        "log", "--format=%H", "-S", "ENABLE_SHARED_DOCUMENT_RANDOM_NAME",
        "\(transition.before)..\(transition.release)", "--", "jicofo/rootfs/defaults/jicofo.conf",
      ], in: RealUpstream.path)
    #expect(transition.cause?.commit == oracle.lines.last)
  }
}
