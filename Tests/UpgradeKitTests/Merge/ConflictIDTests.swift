import Editing
import GitKit
import PatchKit
import Testing

@testable import UpgradeKit

/// What a conflict is known by: its file, part, kind and sides, and nothing else.
struct ConflictIDTests {
  private func conflict(
    _ kind: ConflictKind = .bothChanged, _ scope: ConflictScope = .node("services.web.image"),
    file: String = "docker-compose.yml", releases: [String] = ["stable-1", "stable-2"],
    base: String = "a\n", ours: String = "b\n", theirs: String = "c\n", lines: Range<Int>? = nil
  ) -> Conflict<[UInt8]> {
    Conflict(
      MergeSubject(file: file, releases: releases), scope, kind, base: Array(base.utf8),
      ours: Array(ours.utf8), theirs: Array(theirs.utf8), lines: lines)
  }

  @Test("lines, endings, indentation and the releases' names make no difference")
  func same() {
    let id = conflict(ours: "image: x:stable-2\n").id
    #expect(id.utf8.count == 7)
    #expect(conflict(ours: "image: x:stable-2\n", lines: 7..<8).id == id)
    #expect(conflict(ours: "    image: x:stable-2\r\n").id == id)
    #expect(
      conflict(releases: ["stable-1", "stable-30"], ours: "image: x:stable-30\n").id == id)
  }

  @Test("whatever else is different makes another")
  func different() {
    let others = [
      conflict(.bothAdded), conflict(.bothChanged, .node("services.jvb.image")),
      conflict(.bothChanged, .lines(after: "x")), conflict(.bothChanged, .file),
      conflict(file: "jibri.yml"), conflict(base: "x\n"), conflict(ours: "x\n"),
      conflict(theirs: "x\n"), conflict(),
    ]
    #expect(Set(others.map(\.id)).count == others.count)
  }

  @Test("a resolution settles conflicts of its own kind alone")
  func kind() throws {
    let file = FileTree.File(content: Array("b\n".utf8))
    func merged(_ conflict: Conflict<[UInt8]>) throws -> MergedFile {
      MergedFile(
        path: try TreePath("start.sh"), movedFrom: nil,
        sides: MergedFile.Sides(base: file, ours: file, theirs: file), verdict: .conflict,
        file: file, conflicts: [conflict], notes: [])
    }
    let context = MergeContext(from: ReleaseName("stable-1"), to: ReleaseName("stable-2"))
    let known = conflict(.bothChanged, .file, file: "start.sh")
    let resolution = try #require(known.resolution(.ours, reason: "A test.", context))
    let same = ReplayedFile(try merged(known), by: [resolution])
    #expect(same.replays.map(\.outcome) == [.settled])
    let other = ReplayedFile(
      try merged(conflict(.modeChanged, .file, file: "start.sh")), by: [resolution])
    #expect(other.merged.conflicts.count == 1)
    #expect(!other.replays.contains { $0.outcome == .settled })
  }
}
