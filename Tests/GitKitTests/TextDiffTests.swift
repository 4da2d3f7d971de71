import GitKit
import TestSupport
import Testing

@Suite struct TextDiffTests {
  @Test func diffIsGits() throws {
    let text = try TextDiff.unified(
      old: bytes("a\nb\nc\nd\ne\nf\ng\n"), new: bytes("a\nb\nc\nD\ne\nf\ng\n"), path: "dir/f",
      context: 1)
    #expect(
      text.split(separator: "\n").dropFirst(2).joined(separator: "\n") == """
        --- a/dir/f
        +++ b/dir/f
        @@ -3,3 +3,3 @@ b
         c
        -d
        +D
         e
        """)
    #expect(text.hasPrefix("diff --git a/dir/f b/dir/f\n"))
  }

  @Test func equalTextsHaveNoDiff() throws {
    #expect(try TextDiff.unified(old: bytes("a\n"), new: bytes("a\n"), path: "f") == "")
    #expect(try TextDiff.unified(old: [], new: [], path: "f") == "")
    #expect(try TextDiff.hunks(old: bytes("a\n"), new: bytes("a\n")).isEmpty)
  }

  @Test func newEmptyAndRemovedFilesAreToldApart() throws {
    let added = try TextDiff.unified(old: nil, new: bytes("a\n"), path: "f")
    #expect(added.contains("new file mode"))
    #expect(added.contains("--- /dev/null\n+++ b/f\n"))
    let filled = try TextDiff.unified(old: [], new: bytes("a\n"), path: "f")
    #expect(filled.contains("--- a/f\n+++ b/f\n"))
    let removed = try TextDiff.unified(old: bytes("a\n"), new: nil, path: "f")
    #expect(removed.contains("--- a/f\n+++ /dev/null\n"))
  }

  @Test func missingLineFeedAndBinaryAreSaid() throws {
    let text = try TextDiff.unified(old: bytes("a\n"), new: bytes("a"), path: "f")
    #expect(text.contains("\\ No newline at end of file"))
    let binary = try TextDiff.unified(old: [0, 1], new: [0, 2], path: "f")
    #expect(binary.contains("Binary files"))
  }

  @Test func hunksCountLinesFromNought() throws {
    #expect(
      try TextDiff.hunks(old: bytes("a\nb\nc\n"), new: bytes("a\nB\nc\nd\n")) == [
        TextDiff.Hunk(old: 1..<2, new: 1..<2), TextDiff.Hunk(old: 3..<3, new: 3..<4),
      ])
    #expect(
      try TextDiff.hunks(old: bytes("a\nb\n"), new: bytes("b\n")) == [
        TextDiff.Hunk(old: 0..<1, new: 0..<0)
      ])
    #expect(
      try TextDiff.hunks(old: [], new: bytes("a\nb\n")) == [TextDiff.Hunk(old: 0..<0, new: 0..<2)])
    #expect(try TextDiff.hunks(old: [0, 10, 1], new: [0, 10, 2]).count == 1)
  }

  /// Taking the new lines of each hunk and the old ones in between gives the new text.
  @Test(.tags(.random), arguments: Seeds.plain(20)) func hunksRebuildTheNewText(_ seed: UInt64)
    throws
  {
    var random = SeededGenerator(seed: seed)
    func lines() -> [String] {
      (0..<Int.random(in: 0...25, using: &random)).map { _ in
        "\(Int.random(in: 0..<4, using: &random))\n"
      }
    }
    let (old, new) = (lines(), lines())
    var rebuilt: [String] = []
    var done = 0
    for hunk in try TextDiff.hunks(old: bytes(old.joined()), new: bytes(new.joined())) {
      rebuilt += old[done..<hunk.old.lowerBound] + new[hunk.new]
      done = hunk.old.upperBound
    }
    #expect(rebuilt + old[done...] == new)
  }
}
