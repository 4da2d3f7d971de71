import Editing
import Testing

/// The places of nodes, as the bytes that they cover.
struct YAMLSpanTests {
  /// The source of the node at a path of keys and item numbers.
  private func source(_ yaml: String, _ path: String...) throws -> String {
    let document = try YAMLDocument(SourceText(yaml))
    var node = document.root
    for step in path {
      node = try #require(Int(step).flatMap { node.items?[$0] } ?? node[step], "no \(step)")
    }
    return document.text.string(in: node.span)
  }

  @Test(arguments: [
    ("a: b # c\n", "b"),
    ("a: 'it''s' # c\n", "'it''s'"),
    ("a: \"x\\ty\"\n", "\"x\\ty\""),
    ("a: one\n  two\nb: 1\n", "one\n  two"),
    ("a: {x: 1,\n  y: 2} # c\n", "{x: 1,\n  y: 2}"),
    ("a: [1, 2] # c\n", "[1, 2]"),
    ("a:\n  x: 1\n  y: 2 # c\n\n# d\nb: 1\n", "x: 1\n  y: 2"),
    ("a:\n- 1\n- 2\n\n# d\nb: 1\n", "- 1\n- 2"),
    ("a:\n  - x:\n      y: 1\n\n\n\nb: 1\n", "- x:\n      y: 1"),
    ("a: |\n  one\n  two  \n\n\n# c\nb: 1\n", "|\n  one\n  two  "),
    ("a: >-\r\n  one\r\n\r\nb: 1\r\n", ">-\r\n  one"),
    ("a: |+\n  one\n\n\nb: 1\n", "|+\n  one\n\n"),
    ("a: |\n  one\n     \n\nb: 1\n", "|\n  one\n     "),
    ("a: |\n  one", "|\n  one"),
    ("a: |\n\n\nb: 1\n", "|"),
    ("a: &x {y: 1}\n", "&x {y: 1}"),
    ("a: &x\n  y: 1\n\nb: *x\n", "&x\n  y: 1"),
    ("b: &x 1\na: *x # c\n", "*x"),
    ("é: \"ü\" # ö\na: naïve 🐟 # c\n", "naïve 🐟"),
    ("\u{FEFF}a: b\n", "b"),
    ("\u{FEFF}é: 1\na: b\n", "b"),
    ("x: 1\r\na: b\r\n", "b"),
  ])
  func spans(yaml: String, expected: String) throws {
    #expect(try source(yaml, "a") == expected)
  }

  @Test(arguments: [
    ("a:\nb: 1\n", 2),
    ("a:   # none\nb: 1\n", 2),
    ("\"a\" : \nb: 1\n", 5),
    ("a: ", 2),
    ("{a: , b: 1}", 3),
    ("{a , b: 1}", 2),
    ("{a: }", 3),
    ("? a\n\n# c\nb: 1\n", 3),
    ("? a # c\n: \nb: 1\n", 9),
  ])
  func emptyValueStandsBehindTheColon(yaml: String, offset: Int) throws {
    let node = try #require(try YAMLDocument(SourceText(yaml)).root["a"])
    #expect(node.isNull)
    #expect(node.span == offset..<offset)
  }

  @Test func contentStartsBehindAnchorAndTag() throws {
    let text = SourceText("a: &x !!str  v\nb: &y\n  # c\n  k: v\nc: &z\nd: !t [1]\n")
    let root = try YAMLDocument(text).root
    #expect(root["a"].map { text.string(in: $0.contentSpan) } == "v")
    #expect(root["b"].map { text.string(in: $0.contentSpan) } == "k: v")
    #expect(root["c"].map { text.string(in: $0.contentSpan) } == "")
    #expect(root["d"].map { text.string(in: $0.contentSpan) } == "[1]")
    #expect(root["a"]?.tag == "tag:yaml.org,2002:str")
    #expect(root["b"]?.anchor == "y")
  }

  @Test func scalarsKeepTheirStyle() throws {
    let root = try YAMLDocument(SourceText("- a\n- 'b'\n- \"c\"\n- |\n  d\n- >\n  e\n- ~\n- '~'\n"))
      .root
    let styles = root.items?.map { node -> YAMLScalar.Style? in
      guard case .scalar(let scalar) = node.content else { return nil }
      return scalar.style
    }
    #expect(
      styles == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded, .plain, .singleQuoted])
    #expect(root.items?.map(\.isNull) == [false, false, false, false, false, true, false])
    #expect(root.items?[3].string == "d\n")
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "\u{FEFF}"])
  func emptyDocumentIsNull(yaml: String) throws {
    #expect(try YAMLDocument(SourceText(yaml)).root.isNull)
  }
}
