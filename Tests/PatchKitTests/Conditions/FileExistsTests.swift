import PatchKit
import Testing

@Suite("file-exists")
struct FileExistsTests {
  @Test("holds where something has the path that is no folder")
  func holds() throws {
    #expect(try condition("{file-exists: a/f}", of: ["a/f": ""]) == (true, "a/f exists"))
    #expect(try condition("{file-exists: a/f}", of: treeOfLink(to: "/x")).holds)
    #expect(try !condition("{file-exists: a}", of: ["a/f": ""]).holds)
    #expect(try !condition("{file-exists: a/f}", of: [:]).holds)
  }

  @Test("takes a path in the tree")
  func invalid() throws {
    #expect(try problems(withCondition: "{file-exists: /a}").hasPrefix("P105: "))
  }
}
