import Editing
import Testing

@Suite("Texts behind a key")
struct YAMLBlockTests {
  static let texts = [
    "", "\n", "\n\n", "a", "a\n", "a\n\n", "a\n\n\n", " a\n", "\ta\n", "\n a\nb", "  a\n b\n\n c\n",
    "a\n   \nb\n", "   \n", "# no comment\n", "--- no document\n", "- a: [\n", "a\r\nb\n",
    "a\u{85}b\n",
    "\u{2028}\n", "\u{FEFF}a\n", "\u{0}", "é\u{301}\n\u{1F600}\n", "key: |\n  x\n", "true",
    "null\n", "'", "a\tb\n",
    "trailing \nmore  \n",
  ]

  @Test("are read back as they were", arguments: texts, [1, 2, 4, 9])
  func areReadBack(_ text: String, _ indentation: Int) throws {
    let written = "before: 1\ntext: \(YAMLText.block(text, indentedBy: indentation))\nafter: 2\n"
    let root = try YAMLDocument(SourceText(written)).root
    #expect(root["text"]?.string.map { Array($0.utf8) } == Array(text.utf8), "\(written)")
    #expect(root["after"]?.string == "2")
  }
}
