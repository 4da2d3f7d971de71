import PatchKit
import Testing

@Suite("folder-exists")
struct FolderExistsTests {
  @Test("holds where files lie below the path")
  func holds() throws {
    #expect(try condition("{folder-exists: a}", of: ["a/b/c": ""]) == (true, "the folder a exists"))
    #expect(try condition("{folder-exists: a/b}", of: ["a/b/c": ""]).holds)
    #expect(try !condition("{folder-exists: a/b/c}", of: ["a/b/c": ""]).holds)
    #expect(try !condition("{folder-exists: a}", of: ["ab/c": ""]).holds)
  }

  @Test("takes a path in the tree")
  func invalid() throws {
    #expect(try problems(withCondition: "{folder-exists: ..}").hasPrefix("P105: "))
  }
}
