import Editing
import Testing

@Suite struct TextPlainTests {
  static let source = "one\n  two two \nthree\n  two\nlast"

  func plain(_ source: String) -> PlainText { PlainText(SourceText(source)) }

  @Test func occurrencesDoNotOverlap() {
    #expect(plain("aaaa").occurrences(of: "aa") == [0..<2, 2..<4])
    #expect(plain("abababac").occurrences(of: "ababac") == [2..<8])
    #expect(plain("a\r\nb\na\nb").occurrences(of: "a\nb") == [0..<4, 5..<8])
    #expect(plain("a").occurrences(of: "").isEmpty)
    #expect(plain("").occurrences(of: "a").isEmpty)
  }

  @Test func replacesWhatIsCounted() throws {
    #expect(
      try edited(Self.source) { try PlainText($0).replace("three\n  two", with: "3\n\n2") }
        == "one\n  two two \n3\n\n2\nlast")
    #expect(
      try edited(Self.source) { try PlainText($0).replace("two", with: "II", count: 3) }
        == "one\n  II II \nthree\n  II\nlast")
    #expect(
      try edited(Self.source) { try PlainText($0).replace("last", with: "last one") }
        == "one\n  two two \nthree\n  two\nlast one")
    #expect(
      try edited("a b a") { try PlainText($0).replace("a", with: "a b", count: 2) } == "a b a b",
      "one is there already")
  }

  @Test func anotherNumberIsAnError() {
    func error(_ text: String, count: Int = 1) -> EditingError? {
      editingError { _ = try plain(Self.source).replace(text, with: "x", count: count) }
    }
    #expect(error("two")?.kind == .ambiguous)
    #expect(
      error("two")?.message == "the text to replace is there 3 times, not 1: lines 2, 2 and 4")
    #expect(error("two", count: 4)?.kind == .ambiguous)
    #expect(error("four")?.kind == .notFound)
    #expect(error("")?.kind == .unsupported)
  }

  @Test func insertsBesideALine() throws {
    #expect(
      try edited(Self.source) { try PlainText($0).insert("a\n b\n", .before("two")) }
        == "one\n  two two \nthree\na\n b\n  two\nlast")
    #expect(
      try edited(Self.source) { try PlainText($0).insert("a", .after(" two two")) }
        == "one\n  two two \na\nthree\n  two\nlast")
    #expect(
      try edited(Self.source) { try PlainText($0).insert("a\n\nb", .after("last")) }
        == "one\n  two two \nthree\n  two\nlast\na\n\nb")
    #expect(editingError { _ = try plain("a\nb\n a").insert("x", .after("a")) }?.kind == .ambiguous)
    #expect(editingError { _ = try plain("a\n\nb").insert("x", .after("")) }?.kind == .notFound)
    #expect(editingError { _ = try plain("ab").insert("x", .after("a")) }?.kind == .notFound)
    #expect(editingError { _ = try plain("a").insert("", .after("a")) }?.kind == .unsupported)
    let carriageReturn = editingError { _ = try plain("a\r\nb\r").insert("x", .after("b\r")) }
    #expect(carriageReturn?.kind == .unsupported)
    #expect(carriageReturn?.offset == 4)
    let two = editingError { _ = try plain("a\nb\r\r\n").insert("x", .after("b\r")) }
    #expect(two?.offset == 3)
  }

  @Test func hostileInputNeitherTrapsNorHangs() throws {
    let text = SourceText([UInt8](repeating: 0x61, count: 1 << 18) + [0xFF, 0x00])
    let needle = String(repeating: "a", count: 1 << 16) + "b"
    #expect(PlainText(text).occurrences(of: needle).isEmpty)
    #expect(PlainText(text).occurrences(of: "\0") == [(1 << 18) + 1..<(1 << 18) + 2])
  }

  @Test func suggestionsAreClose() {
    #expect(Suggestion.nearest(to: "netwrok", in: ["volumes", "network"]) == "network")
    #expect(Suggestion.nearest(to: "x", in: ["network"]) == nil)
    #expect(Suggestion.nearest(to: "netowkr", in: ["network"]) == "network")
    #expect(Suggestion.nearest(to: "abcxyz", in: ["abcdef", "uvwxyz", "abcyxz"]) == "abcyxz")
    #expect(Suggestion.nearest(to: "confrence", in: ["conference", "confer"]) == "conference")
  }
}
