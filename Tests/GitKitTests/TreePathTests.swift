import GitKit
import Testing

@Suite struct TreePathTests {
  @Test(arguments: [
    "a", "a/b.c", ".env", ".github/x", "..a", "...", "a..", ".gitignore", "ä/ö", "a b", "-", "~",
    ".gi",
  ])
  func pathsInsideATreeAreTaken(_ text: String) throws {
    #expect(try TreePath(text).text == text)
  }

  @Test(
    arguments: [
      ("", .empty), ("/a", .absolute("/a")), ("a//b", .emptyComponent("a//b")),
      ("a/", .emptyComponent("a/")), (".", .leavesTree(".")), ("a/..", .leavesTree("a/..")),
      ("../a", .leavesTree("../a")), (".git", .gitFolder(".git")),
      ("a/.GiT/b", .gitFolder("a/.GiT/b")),
      ("a\nb", .controlCharacter("a\nb")), ("a\0", .controlCharacter("a\0")),
      ("a\\b", .backslash("a\\b")),
    ] as [(String, TreePathError)])
  func othersAreRefused(_ text: String, _ error: TreePathError) {
    #expect(throws: error) { try TreePath(text) }
  }

  /// A slash with an accent upon it is still a slash for the file system.
  @Test(
    arguments: [
      ("/\u{301}etc", .absolute("/\u{301}etc")), ("../\u{301}x", .leavesTree("../\u{301}x")),
      ("a/../\u{301}x", .leavesTree("a/../\u{301}x")), (".git/\u{301}", .gitFolder(".git/\u{301}")),
    ] as [(String, TreePathError)])
  func combiningCharactersHideNothing(_ text: String, _ error: TreePathError) {
    #expect(throws: error) { try TreePath(text) }
  }

  @Test func partsArePutTogetherFromBytes() throws {
    let path = try TreePath("a/\u{301}b/c")
    #expect(path.components.count == 3)
    #expect(path.name == "c")
    #expect(Array(path.folder.utf8) == Array("a/\u{301}b".utf8))
    #expect(path.isInside("a") && path.isInside("") && !path.isInside("a/"))
    #expect(try TreePath("ab").isInside("a") == false)
    #expect(try TreePath("a").isInside("a"))
    #expect(try TreePath("a").folder == "" && TreePath("a").name == "a")
  }

  @Test func orderIsThatOfBytes() throws {
    let sorted = try ["a/b", "a-b", "a", "a.b", "ab", "Z"].map { try TreePath($0) }.sorted()
    #expect(sorted.map(\.text) == ["Z", "a", "a-b", "a.b", "a/b", "ab"])
  }

  @Test func folderIsThereWhenAFileIsInIt() throws {
    let tree = FileTree([try TreePath("a/b"): FileTree.File(content: [])])
    #expect(tree.hasFolder("a"))
    #expect(!tree.hasFolder("a/b") && !tree.hasFolder("b"))
  }
}
