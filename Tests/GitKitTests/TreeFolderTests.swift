import GitKit
import Testing

@Suite struct TreeFolderTests {
  @Test("`.` is the top, and a slash at the end tells nothing", arguments: [".", "./"])
  func top(_ text: String) throws {
    let folder = try TreeFolder(text)
    #expect(folder == .top)
    #expect(folder.text == "")
    #expect(folder.description == ".")
    #expect(folder.above == [])
    #expect(folder.appending(try TreePath("a/b")).text == "a/b")
    #expect(folder.entry(".env")?.text == ".env")
  }

  @Test("another folder is a path", arguments: ["a/b", "a/b/"])
  func below(_ text: String) throws {
    let folder = try TreeFolder(text)
    #expect(folder.path?.text == "a/b")
    #expect(folder.description == "a/b")
    #expect(folder.above.map(\.description) == [".", "a"])
    #expect(folder.appending(try TreePath("c")).text == "a/b/c")
    #expect(folder.entry("../x") == nil)
  }

  @Test(
    "what is no path inside a tree is refused",
    arguments: ["", "/", "..", "../a", "/a", "a//", "a/./b", ".git", ".git/", "./a", "a\n"])
  func refused(_ text: String) {
    #expect(throws: TreePathError.self) { try TreeFolder(text) }
  }
}
