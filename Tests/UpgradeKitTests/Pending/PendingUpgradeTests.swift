import GitKit
import Testing
import UpgradeKit

/// `upgrade-pending.yaml`: written and read, also when it is not what was written.
struct PendingUpgradeTests {
  private func sample() throws -> PendingUpgrade {
    let id = ObjectID.ofBlob([])
    return PendingUpgrade(
      upstream: Lock.Upstream(url: "https://example.org/x", tag: "stable-2", commit: id),
      patches: id,
      files: [
        PendingUpgrade.MarkedFile(
          path: try TreePath("a/b.yml"), markerSize: 7, marked: id,
          conflicts: [
            PendingUpgrade.Conflict(
              node: "services.\"x y\".é", kind: .bothChanged, base: "",
              ours: "- \"a\\b\": 'c'\r\n\t\u{0}\u{85}\n", theirs: "null",
              before: "a:\n\n", after: "- b\n\u{7}\n"),
            PendingUpgrade.Conflict(
              node: nil, kind: .removedByTheirs, base: "1", ours: "# x\n", theirs: ""),
          ])
      ],
      replaced: [try TreePath("a/b.yml"): .absent, try TreePath("c"): .file(.executable, id)])
  }

  @Test("is read as it was written")
  func again() throws {
    let pending = try sample()
    #expect(try PendingUpgrade(reading: pending.bytes) == pending)
    let empty = PendingUpgrade(
      upstream: pending.upstream, patches: pending.patches, files: [], replaced: [:])
    #expect(try PendingUpgrade(reading: empty.bytes) == empty)
  }

  @Test("the sides have git's ids")
  func ids() throws {
    let conflict = try #require(try sample().files.first?.conflicts.last)
    #expect(conflict.oursID == ObjectID.ofBlob(Array("# x\n".utf8)))
  }

  @Test(
    "anything else is refused",
    arguments: [
      ("path: a/b.yml", "path: ../b.yml"), ("path: a/b.yml", "path: /b.yml"),
      ("marker-size: 7", "marker-size: 6"), ("marker-size: 7", "marker-size: x"),
      ("marker-size: 7", "marker-size: 99999999999999999999"), ("kind: bothChanged", "kind: x"),
      ("format: 1", "format: 2"), ("format: 1", "format: 0"), ("format: 1", "more: 1"),
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
