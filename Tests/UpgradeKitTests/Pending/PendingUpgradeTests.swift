import Editing
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// `upgrade-pending.yaml`: written and read, also when it is not what was written.
struct PendingUpgradeTests {
  private func sample() throws -> PendingUpgrade {
    let id = ObjectID.ofBlob([])
    let releases = ["stable-1", "stable-2"]
    let subject = MergeSubject(file: "b.yml", releases: releases)
    return PendingUpgrade(
      upstream: Lock.Upstream(url: "https://example.org/x", tag: "stable-2", commit: id),
      from: ReleaseName("stable-1"), below: try TreeFolder("a"), patches: id,
      files: [
        PendingUpgrade.MarkedFile(
          path: try TreePath("a/b.yml"), markerSize: 7, marked: id,
          conflicts: [
            Conflict(
              subject, .node("services.\"x y\".é"), .bothChanged, base: nil,
              ours: Array("- \"a\\b\": 'c'\r\n\t\u{0}\u{85}\n".utf8), theirs: Array("null".utf8),
              surroundings: ConflictSurroundings(before: ["a:", ""], after: ["- b", "\u{7}"])),
            Conflict(
              subject, .lines(after: "# y"), .removedByTheirs, base: [0x31],
              ours: Array("# x\n".utf8), theirs: nil),
          ])
      ],
      replaced: [
        try TreePath("a/b.yml"): PendingUpgrade.Replacement(
          before: .absent, after: .file(.regular, id)),
        try TreePath("c"): PendingUpgrade.Replacement(
          before: .file(.executable, .ofBlob([0xFF])), after: .absent),
      ], contents: [.ofBlob([0xFF]): [0xFF], id: []])
  }

  @Test("is read as it was written")
  func again() throws {
    let pending = try sample()
    #expect(try PendingUpgrade(reading: pending.bytes) == pending)
    let empty = PendingUpgrade(
      upstream: pending.upstream, patches: pending.patches, files: [], replaced: [:])
    #expect(try PendingUpgrade(reading: empty.bytes) == empty)
  }

  @Test("a record of format 2 has not what files were made")
  func withoutContents() throws {
    let id = ObjectID.ofBlob([])
    let text = """
      format: 2
      upstream: {url: https://example.org/x, tag: stable-2, commit: \(id), tag-object: null}
      from: stable-1
      directory: a
      patches: \(id)
      files: []
      undecided: []
      replaced:
        - {path: a/b, mode: null, blob: null}
        - {path: c, mode: "100755", blob: \(id)}

      """
    let pending = try PendingUpgrade(reading: Array(text.utf8))
    #expect(pending.replaced.values.allSatisfy { $0.after == nil })
    #expect(pending.replaced[try TreePath("a/b")]?.before == .absent)
    #expect(pending.replaced[try TreePath("c")]?.before == .file(.executable, id))
    #expect(pending.contents.isEmpty)
    #expect(try PendingUpgrade(reading: pending.bytes) == pending)
  }

  @Test("a record of format 1 is read and written as one of the present format")
  func old() throws {
    let text = """
      format: 1
      upstream: {url: https://example.org/x, tag: stable-2, commit: \(ObjectID.ofBlob([])), tag-object: null}
      patches: \(ObjectID.ofBlob([]))
      files:
        - path: b.yml
          marker-size: 7
          marked: \(ObjectID.ofBlob([]))
          conflicts:
            - kind: removedByTheirs
              node: null
              base: "1"
              ours: "# x\\n"
              theirs: ""
              before: "# z\\n# y\\n\\n"
              after: ""
      undecided:
        - path: c
          conflict: mode-changed
          base: null
          ours: \(ObjectID.ofBlob([]))
          theirs: null
          file: {mode: "100644", blob: \(ObjectID.ofBlob([]))}
      replaced: []

      """
    let pending = try PendingUpgrade(reading: Array(text.utf8))
    let conflict = try #require(pending.files.first?.conflicts.first)
    let known = try #require(try sample().files.first?.conflicts.last)
    #expect((conflict.scope, conflict.kind) == (.lines(after: "# y"), .removedByTheirs))
    #expect((conflict.id, conflict.theirs) == (known.id, nil))
    #expect(pending.undecided.map(\.conflict.kind) == [.modeChanged])
    let written = try PendingUpgrade(reading: pending.bytes)
    #expect(written == pending)
  }

  @Test(
    "anything else is refused",
    arguments: [
      ("path: a/b.yml", "path: ../b.yml"), ("path: a/b.yml", "path: /b.yml"),
      ("marker-size: 7", "marker-size: 6"), ("marker-size: 7", "marker-size: x"),
      ("marker-size: 7", "marker-size: 99999999999999999999"), ("kind: both-changed", "kind: x"),
      ("format: 3", "format: 4"), ("format: 3", "format: 1"), ("format: 3", "format: 2"),
      ("format: 3", "format: 0"), ("format: 3", "format: 03"), ("format: 3", "more: 1"),
      ("/w==", "/x=="), ("/w==", "/w="), ("/w==", "/g=="), ("before: {", "after: {"),
      ("contents:", "content:"), ("from: stable-1", "from: x"),
      ("directory: a", "directory: ../a"),
      ("- id: ", "- id: x"),
      ("files:", "file:"), ("mode: \"100755\"", "mode: \"120000\""), ("node: null", "nodes: null"),
      ("{path: c,", "{path: a/b.yml,"), ("base: ", "base: []\n        bases: "),
      ("before: ", "before: []\n        above: "), ("after: ", "after: {}\n        below: "),
    ])
  func hostile(_ old: String, _ new: String) throws {
    let text = String(decoding: try sample().bytes, as: UTF8.self)
    #expect(text.contains(old))
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(throws: LockError.self) { try PendingUpgrade(reading: Array(changed.utf8)) }
  }

  @Test("no part of it makes a program of it that fails")
  func cut() throws {
    let bytes = try sample().bytes
    for length in bytes.indices { _ = try? PendingUpgrade(reading: Array(bytes[..<length])) }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var other = bytes
      other[index] ^= 0x15
      _ = try? PendingUpgrade(reading: other)
    }
  }
}
