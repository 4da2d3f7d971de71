import GitKit
import PatchKit
import Testing

@Suite("matches")
struct MatchesTests {
  private static let text = "{file: a/f, matches: 'one(.|\\n)*two$'}"

  @Test("holds where the expression matches, over lines where it says so")
  func holds() throws {
    #expect(
      try condition(Self.text, of: ["a/f": "x one\nand\ntwo\n"]) == (
        true, "a/f has a match of `one(.|\\n)*two$`"
      ))
    for other in ["", "two one", "one two three"] {
      #expect(try !condition(Self.text, of: ["a/f": other]).holds)
    }
  }

  @Test("reads any bytes, and no link's target")
  func bytes() throws {
    var files = try tree([:])
    files[try TreePath("a/f")] = FileTree.File(content: [0xFF, 0x00] + Array("one two".utf8))
    #expect(try condition(Self.text, of: files).holds)
    #expect(try !condition("{file: a/f, matches: sh}", of: treeOfLink(to: "/bin/sh")).holds)
    #expect(try !condition(Self.text, of: [:]).holds)
  }

  @Test("takes a regular expression")
  func invalid() throws {
    #expect(try problems(withCondition: "{file: a, matches: '('}").hasPrefix("P109: "))
  }
}
