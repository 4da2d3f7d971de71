import Editing
import Testing

/// Documents compared by what they say.
struct YAMLValueTests {
  private func value(_ yaml: String) throws -> YAMLValue {
    try YAMLDocument(SourceText(yaml)).value()
  }

  @Test(arguments: [
    ("a: 1\nb: [x, 'y']\n", "b:\n    - \"x\" # c\n    - y\na: '1'\n"),
    ("a: &x {k: 1}\nb: *x\n", "a: {k: 1}\nb: {k: 1}\n"),
    ("a: &x {k: 1, l: 1}\nb: {<<: *x, k: 2}\n", "a: {k: 1, l: 1}\nb: {l: 1, k: 2}\n"),
    (
      "a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc: {<<: [*x, *y]}\n",
      "a: {k: 1}\nb: {k: 2, l: 2}\nc: {k: 1, l: 2}\n"
    ),
    ("a: &x 1\nb: &x 2\nc: *x\n", "a: 1\nb: 2\nc: 2\n"),
    ("a:\n", "a: ~\n"),
    ("a: |-\n  x\n", "a: x\n"),
  ])
  func sameMeaning(one: String, other: String) throws {
    #expect(try value(one) == value(other))
  }

  @Test(arguments: [
    ("a: 1\n", "a: 2\n"), ("a: 1\n", "b: 1\n"), ("a: 1\n", "a: 1\nb: 1\n"), ("[a, b]", "[b, a]"),
    ("a:\n", "a: ''\n"), ("a: {}\n", "a: []\n"), ("a: !reset []\n", "a: []\n"),
    ("a: !!str\n", "a:\n"),
  ])
  func otherMeaning(one: String, other: String) throws {
    #expect(try value(one) != value(other))
  }

  @Test func aliasBombIsRefused() throws {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let many = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(many)]\n"
    }
    #expect(throws: EditingError.self) { try value(yaml) }
  }

  @Test func mergeBombIsRefused() throws {
    var yaml = "a0: &a0 {x: 1}\n"
    for level in 1...60 {
      yaml += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n"
    }
    #expect(throws: EditingError.self) { try value(yaml) }
  }

  @Test func longChainOfAliasesIsRefused() throws {
    var yaml = "a0: &a0 [x]\n"
    for level in 1...5_000 { yaml += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(throws: EditingError.self) { try value(yaml) }
    #expect(throws: EditingError.self) {
      try value(
        "a0: &a0 {x: 1}\n" + (1...5_000).map { "a\($0): &a\($0) {<<: *a\($0 - 1)}\n" }.joined())
    }
  }

  /// Finding the node of an alias must not take longer with every node of the same anchor.
  @Test func anchorThatIsGivenOftenIsResolved() throws {
    let yaml =
      String(repeating: "- &a 1\n", count: 40_000) + "- &a 2\n"
      + String(repeating: "- *a\n", count: 9_000)
    guard case .sequence(let items) = try value(yaml) else {
      Issue.record("no sequence")
      return
    }
    #expect(items.count == 49_001)
    #expect(items.suffix(9_000).allSatisfy { $0 == .string("2") })
  }

  @Test func mergeKeyOfAScalarIsRefused() throws {
    #expect(throws: EditingError.self) { try value("a: {<<: 1}\n") }
  }
}

/// Values as they are written.
struct YAMLTextTests {
  @Test(arguments: [
    "abc", "a b", "a:b", "${A:-b}", "./x", "-x", "stable-9364-1", "a#b", "it's", "/a/b:/c:ro",
    "naïve", "A=b",
  ])
  func plainStaysPlain(value: String) throws {
    if !value.contains("{") { #expect(YAMLText.quoted(value) == value) }
    try expectRoundTrip(value)
  }

  @Test(arguments: [
    "", " a", "a ", "a: b", "a:", "a #b", "#a", "- a", "-", "*a", "&a", "!a", "%a", "@a", "`a",
    "[a", "a]", "{a",
    "a, b", "'a", "\"a", "yes", "No", "null", "~", "true", "1", "-1", "1.5", ".5", "0x1F", "1_000",
    "12:30:45",
    "2026-01-31", "1e3", ".inf", "<<", "---", "--- a", "...", "a\nb", "a\tb", "a\u{7}b", "\u{2028}",
    "\u{FEFF}a",
    "a\"b'c\\d: e", "|", ">", "?", "? a", "=", "\u{1F41F}: x", "\u{E0001}", ": '\u{301}", ":a",
    "?a", "a:?b",
  ])
  func othersAreQuoted(value: String) throws {
    try expectRoundTrip(value)
    let first = try #require(YAMLText.quoted(value).first)
    #expect(first == "'" || first == "\"" || value == "\u{E0001}")
  }

  private func expectRoundTrip(_ value: String) throws {
    let text = YAMLText.quoted(value)
    for yaml in ["k: \(text)\n", "- \(text) # c\n", "{k: \(text), l: [\(text)]}\n", "\(text): v\n"]
    {
      let root = try YAMLDocument(SourceText(yaml)).root
      #expect(
        (root["k"] ?? root.items?.first ?? root.pairs?.first?.key)?.string == value, "\(yaml)")
    }
    #expect(try YAMLDocument(SourceText(YAMLText.doubleQuoted(value))).root.string == value)
  }
}
