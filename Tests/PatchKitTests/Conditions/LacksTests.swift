import GitKit
import PatchKit
import Testing

@Suite("lacks")
struct LacksTests {
  private static let text = "{file: a/f, lacks: USER s6}"

  @Test("holds where the text does not stand, also where there is no file")
  func holds() throws {
    #expect(
      try condition(Self.text, of: ["a/f": "USER root"]) == (true, "a/f does not contain `USER s6`")
    )
    #expect(try condition(Self.text, of: [:]).holds)
    #expect(try !condition(Self.text, of: ["a/f": "x USER s6 y"]).holds)
  }

  @Test("takes a text")
  func invalid() throws {
    #expect(
      try problems(withCondition: "{file: a, lacks: \"\"}").hasPrefix(
        "P109: `lacks` must not be empty\n"))
  }
}
