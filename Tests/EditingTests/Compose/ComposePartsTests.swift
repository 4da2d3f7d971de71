import Editing
import Testing

/// Parts of compose files by the names that conflicts give them.
struct ComposePartsTests {
  private static let file = """
    x-a: &a
      b: 1
    services:
      web:
        image: x
        environment:
          - A=1
          - A.B=2
        labels:
          a: 1
          a.b:
            c: 1
      web.b:
        image: y
      alias: *a
    """

  @Test(
    "a part is found by its name, also where one name begins like another",
    arguments: [
      ("services.web.image", 4), ("services.web.environment.A", 6),
      ("services.web.environment[A.B]", 7), ("services.web.labels.a", 9),
      ("services.web.labels[a.b].c", 11), ("services[web.b].image", 13), ("x-a.b", 1),
    ])
  func parts(_ name: String, _ line: Int) throws {
    #expect(try ComposeParts(SourceText(Self.file)).lines(of: name) == line..<line + 1)
  }

  @Test(
    "a part that is not there, or stands elsewhere, is not found",
    arguments: [
      "", "x", "services.webb", "services.we", "services.web.b", "services.web.image.x",
      "services.alias.b",
      "services.web.environment.C",
    ])
  func missing(_ name: String) throws {
    #expect(try ComposeParts(SourceText(Self.file)).lines(of: name) == nil)
  }

  @Test("questions may come in any order, and again")
  func again() throws {
    let parts = try ComposeParts(SourceText(Self.file))
    for _ in 1...2 {
      #expect(parts.lines(of: "services[web.b]") == 12..<14)
      #expect(parts.lines(of: "services.web.labels[a.b]") == 10..<12)
      #expect(parts.lines(of: "services") == 2..<15)
    }
  }
}
