import PatchKit
import Testing

@Suite("file-missing")
struct FileMissingTests {
  @Test("holds where nothing has the path, or a folder has")
  func holds() throws {
    #expect(try condition("{file-missing: a/f}", of: ["a/g": ""]) == (true, "a/f does not exist"))
    #expect(try condition("{file-missing: a}", of: ["a/g": ""]).holds)
    #expect(try !condition("{file-missing: a/g}", of: ["a/g": ""]).holds)
  }

  @Test("takes a path in the tree")
  func invalid() throws {
    #expect(try problems(withCondition: "{file-missing: a/../../b}").hasPrefix("P105: "))
  }
}
