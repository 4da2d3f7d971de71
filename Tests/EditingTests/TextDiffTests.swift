import Editing
import Testing

@Suite struct TextDiffTests {
  static let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
  static let diff = """
    A message, which may say anything.

    diff --git a/dir/file b/dir/file
    old mode 100644
    new mode 100755
    index 1111111..2222222
    --- a/dir/file
    +++ b/dir/file
    @@ -1,3 +1,2 @@
    -1
     2
     3
    @@ -7,3 +6,4 @@ a heading
     7
    +7a
     8
    -9
    +9
    \\ No newline at end of file
    diff --git a/empty b/empty
    new file mode 100644
    index 0000000..e69de29
    diff --git a/new b/new
    new file mode 100755
    --- /dev/null
    +++ b/new
    @@ -0,0 +1,2 @@
    +a
    +b
    diff --git a/gone b/gone
    deleted file mode 100644
    --- a/gone
    +++ /dev/null
    @@ -1 +0,0 @@
    -x
    diff --git a/from b/to
    similarity index 90%
    rename from from
    rename to to
    --- a/from
    +++ b/to
    @@ -1 +1 @@
    -x
    +y
    diff --git "a/\\321\\204" "b/\\321\\204"
    old mode 100755
    new mode 100644
    --\u{20}
    2.39.0

    """

  func diff(_ text: String) throws -> UnifiedDiff { try UnifiedDiff(SourceText(text)) }

  @Test func gitHeaders() throws {
    let files = try diff(Self.diff).files
    #expect(files.map(\.change) == [.modified, .added, .added, .deleted, .renamed, .modified])
    #expect(files.map(\.oldPath) == ["dir/file", nil, nil, "gone", "from", "ф"])
    #expect(files.map(\.newPath) == ["dir/file", "empty", "new", nil, "to", "ф"])
    #expect(files.map(\.oldMode) == ["100644", nil, nil, "100644", nil, "100755"])
    #expect(files.map(\.newMode) == ["100755", "100644", "100755", nil, nil, "100644"])
    #expect(files.map(\.hunks.count) == [2, 0, 1, 1, 1, 0])
  }

  @Test func appliesExactly() throws {
    let files = try diff(Self.diff).files
    #expect(
      String(decoding: try files[0].apply(to: Array(Self.old.utf8)), as: UTF8.self)
        == "2\n3\n4\n5\n6\n7\n7a\n8\n9")
    #expect(try files[1].apply(to: []).isEmpty)
    #expect(try files[2].apply(to: []) == Array("a\nb\n".utf8))
    #expect(try files[3].apply(to: Array("x\n".utf8)).isEmpty)
    #expect(try files[5].apply(to: [0xFF]) == [0xFF])
    let outcome = try files[0].edits(for: SourceText(Self.old))
    #expect(outcome.changed == [0..<6, 12..<18])
  }

  @Test func plainDiffs() throws {
    let file = try diff("--- old.txt\t2026-01-01\n+++ new.txt\t2026-01-02\n@@ -2,0 +3 @@\n+x\n")
      .files[0]
    #expect(file.oldPath == "old.txt")
    #expect(file.newPath == "new.txt")
    #expect(try file.apply(to: Array("1\n2\n3\n".utf8)) == Array("1\n2\nx\n3\n".utf8))
    #expect(editingError { _ = try file.apply(to: Array("1\n2".utf8)) }?.kind == .notFound)
  }

  @Test func lineEndings() throws {
    let lf = "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"
    #expect(try diff(lf).files[0].apply(to: Array("a\r\nb\r\n".utf8)) == Array("a\r\nc\r\n".utf8))
    #expect(editingError { _ = try diff(lf).files[0].apply(to: Array("a\nb\n".utf8)) } != nil)
    // A diff that was converted as a whole.
    let crlf = withCRLF("--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n")
    #expect(try diff(crlf).files[0].apply(to: Array("a\nb\n".utf8)) == Array("a\nc\n".utf8))
    #expect(try diff(crlf).files[0].apply(to: Array("a\r\nb\r\n".utf8)) == Array("a\r\nc\r\n".utf8))
    // Bytes that are not UTF-8 stay what they are.
    let raw = Array("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-".utf8) + [0xFF, 0x0A, 0x2B, 0xFE, 0x0A]
    #expect(try UnifiedDiff(SourceText(raw)).files[0].apply(to: [0xFF, 0x0A]) == [0xFE, 0x0A])
  }

  @Test func mismatchesAreNamed() throws {
    let file = try diff(Self.diff).files[0]
    for (old, line, offset) in [
      (Self.old.replacing("8", with: "eight"), 8, 14), (Self.old.replacing("1", with: "one"), 1, 0),
      ("0\n" + Self.old, 1, 0), ("1\n2\n3\n", 7, 6), ("1\n2", 2, 2), ("", 1, 0),
      (String(Self.old.dropLast()), 9, 16),
    ] {
      let error = editingError { _ = try file.apply(to: Array(old.utf8)) }
      #expect(error?.kind == .notFound)
      #expect(error?.offset == offset, "\(old)")
      #expect(
        error?.message.hasSuffix("does not match: line \(line) is another one") == true, "\(old)")
    }
    #expect(editingError { _ = try diff(Self.diff).files[2].apply(to: [0x61]) }?.kind == .notFound)
    #expect(
      editingError { _ = try diff(Self.diff).files[3].apply(to: Array("x\ny\n".utf8)) }?.kind
        == .notFound)
  }

  @Test(arguments: [
    ("", 0), ("nothing\n", 0),
    ("--- a/f\n+++ b/f\n", 16),
    ("--- a/f\n+++ b/f\n@@ -1 +1\n", 16),
    ("--- a/f\n+++ b/f\n@@ -1,99999999999 +1 @@\n", 16),
    ("--- a/f\n+++ b/f\n@@ -0 +1 @@\n-a\n+b\n", 16),
    ("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n", 31),
    ("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n-b\n", 31),
    ("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n+c\n", 34),
    ("--- a/f\n+++ b/f\n@@ -1 +1 @@\n*a\n", 28),
    ("--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n-a\n\\ No newline\n-b\n+c\n", 30),
    ("--- /dev/null\n+++ /dev/null\n@@ -1 +1 @@\n", 14),
    ("diff --git a/f b/f\nold mode 1\n", 19),
    ("diff --git a/f b/f\nwhat is it\n", 19),
  ])
  func badInputHasAPlace(source: String, offset: Int) {
    let error = editingError { _ = try diff(source) }
    #expect(error?.kind == .malformed)
    #expect(error?.offset == offset)
  }

  @Test func binaryPatchesAreRefused() {
    let error = editingError { _ = try diff("diff --git a/f b/f\nGIT binary patch\nliteral 1\n") }
    #expect(error == EditingError(.unsupported, "a binary patch cannot be applied", at: 19))
  }

  @Test func hostileInputNeitherTrapsNorHangs() {
    for pattern in [
      "{", "-", "+", "@", "\\", "\n", "--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n", "diff --git \n", "\0",
    ] {
      let text = String(repeating: pattern, count: (1 << 17) / pattern.utf8.count)
      _ = editingError { _ = try diff(text) }
      _ = editingError { _ = try diff("--- a\n+++ b\n@@ -1,90000 +1,90000 @@\n" + text) }
    }
    let bytes = Array(Self.diff.utf8)
    for end in bytes.indices {
      _ = editingError { _ = try UnifiedDiff(SourceText(Array(bytes[..<end]))) }
    }
  }
}
