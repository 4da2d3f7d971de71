import GitKit
import PatchKit
import Testing

@Suite("contains")
struct ContainsTests {
  private static let text = "{file: a/f, contains: \"USER s6\\nRUN\"}"

  @Test("holds where the text stands to the letter")
  func holds() throws {
    #expect(
      try condition(Self.text, of: ["a/f": "x\nUSER s6\nRUN y"]) == (true, "a/f contains `USER s6`")
    )
    for other in ["", "USER s6", "user s6\nrun", "USER s6\r\nRUN", "USER  s6\nRUN"] {
      #expect(try !condition(Self.text, of: ["a/f": other]).holds, "\(other)")
    }
  }

  @Test("does not hold without the file, nor of a link's target")
  func missing() throws {
    #expect(try !condition(Self.text, of: ["a/g": "USER s6\nRUN"]).holds)
    #expect(try !condition("{file: a/f, contains: sh}", of: treeOfLink(to: "/bin/sh")).holds)
  }

  @Test("takes a text")
  func invalid() throws {
    #expect(
      try problems(withCondition: "{file: a, contains: \"\"}").hasPrefix(
        "P109: `contains` must not be empty\n"))
    #expect(try problems(withCondition: "{file: ../a, contains: b}").hasPrefix("P105: "))
  }

  @Test("knows the release")
  func release() throws {
    let upstream = ["a": "image:stable-9364-1"]
    #expect(
      try condition("{file: a, contains: 'image:@release@'}", of: upstream)
        == (true, "a contains `image:stable-9364-1`"))
    #expect(try !condition("{file: a, lacks: '@release@'}", of: upstream).holds)
    #expect(try condition("{file: a, matches: '^image:@release@$'}", of: upstream).holds)
    #expect(try !condition("{file: a, matches: '^@release@$'}", of: upstream).holds)
  }
}
