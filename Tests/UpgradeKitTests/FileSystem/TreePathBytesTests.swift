import GitKit
import Testing

@Suite("Paths are bytes")
struct TreePathBytesTests {
  @Test(
    "An accent behind a slash hides nothing",
    arguments: [
      "../\u{301}a", "a/../\u{301}a", "/\u{301}a", "a\\\u{301}", ".git/\u{301}a", "a//\u{301}",
    ])
  func hidden(text: String) {
    #expect(throws: TreePathError.self) { try TreePath(text) }
  }

  @Test("A path is split by bytes")
  func parts() throws {
    let path = try TreePath("a/\u{301}b/c")
    #expect(path.components.count == 3)
    #expect(path.folder.utf8.elementsEqual("a/\u{301}b".utf8))
    #expect(path.isInside("a"))
    #expect(path.folders.map(\.text.utf8.count) == [5, 1])
    #expect(try TreePath("a").appending(TreePath("b/c")).text == "a/b/c")
  }

  @Test("Names that look the same and differ in bytes are two files")
  func equality() throws {
    let composed = try TreePath("\u{E9}")
    let decomposed = try TreePath("e\u{301}")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
  }
}
