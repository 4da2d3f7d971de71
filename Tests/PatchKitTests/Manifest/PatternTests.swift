import PatchKit
import Testing

@Suite("Patterns")
struct PatternTests {
  /// What a pattern matches in a text, each match with its groups.
  private func matches(_ pattern: String, _ text: String) throws -> [[String?]] {
    let bytes = Array(text.utf8)
    let string = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    return try Pattern(pattern).matches(in: bytes).map { match in
      [string(match.range)] + match.groups.map { $0.map(string) }
    }
  }

  @Test("find the leftmost match, and of those the preferred one")
  func preference() throws {
    #expect(try matches("a|ab", "xabx") == [["a"]])
    #expect(try matches("ab|a", "xabx") == [["ab"]])
    #expect(try matches("a*", "baac") == [[""], ["aa"], [""], [""]])
    #expect(try matches("<.*>", "<a> <b>") == [["<a> <b>"]])
    #expect(try matches("<.*?>", "<a> <b>") == [["<a>"], ["<b>"]])
    #expect(try matches("a{2,3}", "aaaaa") == [["aaa"], ["aa"]])
    #expect(try matches("a{2}", "aaaaa") == [["aa"], ["aa"]])
    #expect(try matches("a{2,}?", "aaaa") == [["aa"], ["aa"]])
  }

  @Test("give their groups")
  func groups() throws {
    #expect(
      try matches("upstream: (stable-[0-9-]+)", "upstream: stable-9364-1, and so on")
        == [["upstream: stable-9364-1", "stable-9364-1"]])
    #expect(try matches("(a)|(b)", "ab") == [["a", "a", nil], ["b", nil, "b"]])
    #expect(try matches("(?:a(b))+", "abab") == [["abab", "b"]])
    #expect(try Pattern("(a(?:b)(c))").groupCount == 2)
  }

  @Test("know lines, words and characters of any width")
  func assertions() throws {
    #expect(try matches("^b.*$", "a\nb c\r\nb") == [["b c\r"], ["b"]])
    #expect(try matches("c$", "c\r\nc\nc") == [["c"], ["c"], ["c"]])
    #expect(try matches("\\bab\\b", "ab cab ab.") == [["ab"], ["ab"]])
    #expect(try matches("\\Bb", "ab b") == [["b"]])
    #expect(try matches("п.и", "при") == [["при"]])
    #expect(try matches("[а-я]+", "Привет") == [["ривет"]])
    #expect(try matches("[^\\s]+", "a b\tc") == [["a"], ["b"], ["c"]])
    #expect(try matches("[\\w.-]+", "a.b-c d") == [["a.b-c"], ["d"]])
    #expect(try matches("[]a]+", "]a[") == [["]a"]])
    #expect(try matches("\\$\\{X\\}", "a ${X}") == [["${X}"]])
    #expect(try matches("[^\\D]", "a1") == [["1"]])
  }

  @Test("read bytes that are not UTF-8")
  func invalidBytes() throws {
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0x62, 0xF0, 0x9F]
    #expect(try Pattern("a.b").firstMatch(in: bytes)?.range == 1..<4)
    #expect(try Pattern("..$").firstMatch(in: bytes, from: 4)?.range == 4..<6)
    #expect(try Pattern("a").firstMatch(in: bytes, from: 7) == nil)
    #expect(try Pattern("a").firstMatch(in: bytes, from: -1) == nil)
  }

  @Test(
    "that are not well formed or not supported are refused",
    arguments: [
      ("", "empty"), ("(a", "`)`"), ("a)", "`(`"), ("[a", "`]`"), ("*a", "must follow"),
      ("a**", "repeated itself"), ("a{2", "`}`"), ("a{x}", "number"), ("a{3,2}", "in order"),
      ("a{1001}", "above 1000"), ("a{99999999999999999999}", "above 1000"),
      ("^*", "not be repeated"),
      ("(?=a)", "supported"), ("\\1", "not supported"), ("\\pL", "not supported"),
      ("a\\", "character behind"), ("[z-a]", "later one"), ("[\\d-z]", "later one"),
      ("((a{1000}){1000}){1000}", "repeat so much"),
      ("((?:(?:){1000}){1000}){1000}", "repeat so much"),
      (String(repeating: "(", count: 51), "nested"),
      (String(repeating: "a", count: 1_001), "longer"),
    ])
  func malformed(_ pattern: String, _ rule: String) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.description.contains(rule) == true, "\(error?.description ?? "")")
  }

  @Test("take time in proportion to the text where backtracking would take for ever")
  func catastrophic() throws {
    let text = Array(String(repeating: "a", count: 3_000).utf8)
    #expect(try Pattern("^(a+)+b$").firstMatch(in: text) == nil)
    #expect(try Pattern("(a*)*b").firstMatch(in: text) == nil)
    #expect(try Pattern("(a|a|aa)+$").firstMatch(in: text)?.range == 0..<3_000)
    #expect(try Pattern("(a?){50}a{50}").firstMatch(in: text)?.range == 0..<100)
  }
}
