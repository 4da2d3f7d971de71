import Editing
import Testing

@Suite struct EnvFileTests {
  static let source = #"""
    # Welcome
    # NOTE=this is prose

    #
    # Basics
    #

    # Where things are
    # (two lines)
    CONFIG=~/.cfg

    export PORT = 80 # not 81
    NAME="a \"b\" # c" # d
    OTHER='x y'  
    MULTI="one
    two"
    EMPTY=
    EMPTY=
    HASH=a#b
    ODD="x"y

    #
    # More
    #
    #OFF=1#2
    # LOOSE=value
    # loose=value
    #WORDS=-a -b
    ##DOUBLE=1
    1BAD=x
    BARE
    """#

  let file: EnvFile

  init() throws {
    file = try EnvFile(SourceText(Self.source))
  }

  @Test func entriesHaveNamesValuesAndPlaces() {
    #expect(
      file.entries.map(\.name) == [
        "CONFIG", "PORT", "NAME", "OTHER", "MULTI", "EMPTY", "EMPTY", "HASH", "ODD", "OFF", "LOOSE",
        "WORDS", "1BAD",
      ])
    #expect(
      file.entries.map(\.rawValue) == [
        "~/.cfg", "80", #""a \"b\" # c""#, "'x y'", "\"one\ntwo\"", "", "", "a#b", #""x""#, "1#2",
        "value", "-a -b", "x",
      ])
    #expect(
      file.entries.map(\.value) == [
        "~/.cfg", "80", #"a "b" # c"#, "x y", "one\ntwo", "", "", "a#b", "x", "1#2", "value",
        "-a -b", "x",
      ])
    #expect(file.entries.filter(\.isCommentedOut).map(\.name) == ["OFF", "LOOSE", "WORDS"])
    #expect(file.entries.filter(\.isExported).map(\.name) == ["PORT"])
    for entry in file.entries {
      #expect(file.text.string(in: entry.valueSpan) == entry.rawValue)
      #expect(file.text.string(in: entry.span).hasSuffix(entry.rawValue))
    }
    #expect(file["EMPTY"]?.span == file.entries(named: "EMPTY").last?.span)
    #expect(file["OFF"] == nil)
    #expect("\(file.entries[0])" == "CONFIG")
  }

  @Test func commentsAndSections() {
    #expect(file.entries[0].comment == ["Where things are", "(two lines)"])
    #expect(
      file.text.string(in: file.entries[0].commentSpan) == "# Where things are\n# (two lines)\n")
    #expect(file.entries[1].comment.isEmpty)
    #expect(file.entries[1].commentSpan.isEmpty)
    #expect(file.sections.map(\.title) == ["Basics", "More"])
    #expect(file.text.string(in: file.sections[1].span).hasPrefix("#\n# More\n#\n#OFF"))
  }

  /// What Compose 2.40 was seen to read.
  @Test(arguments: [
    ("A = 1", "1", "1"), ("A: 1", "1", "1"), ("A=v#c", "v#c", "v#c"),
    ("A=v\t# c", "v\t# c", "v\t# c"),
    ("A= # c", "# c", "# c"), ("A=v # c", "v", "v"), ("A='a$B'", "a$B", nil),
    (#"A='it\'s\n'"#, #"it's\n"#, nil),
    (#"A="a\n$B""#, "a\n$B", "a\n$B"), (#"A="a\$b\\""#, #"a$b\"#, #"a$$b\"#),
    (#"A=a\n"#, #"a\n"#, #"a\n"#),
    ("A.B-C[0]=x", "x", "x"), (#"A="x"x"#, "x", "x"), ("A=", "", ""),
  ])
  func valuesAreThoseOfCompose(line: String, value: String, template: String?) throws {
    let file = try EnvFile(SourceText(line + "\r\nB=1\r\n"))
    #expect(file.entries.map(\.value) == [value, "1"])
    #expect(file.entries[0].template == template)
    #expect(file.refused == nil)
  }

  @Test(arguments: ["A B=1", "A B", "=x", "A!", "export A B", "A=\"x\nB=\"y\""])
  func linesThatComposeRefuses(line: String) throws {
    let file = try EnvFile(SourceText("# c\nX=1\nBARE\n\(line)\n"))
    #expect(file.refused.map { $0.lowerBound >= 13 } == true)
  }

  @Test func quotesNeedAnEnd() {
    for (source, offset) in [("A=1\nB=\"x\n", 6), ("A='", 2)] {
      let error = editingError { _ = try EnvFile(SourceText(source)) }
      #expect(error == EditingError(.malformed, "the quote has no end", at: offset))
    }
    #expect(editingError { _ = try EnvFile(SourceText("#A=\"x\n# it's B='\n")) } == nil)
  }

  @Test func hostileInputNeitherTrapsNorHangs() throws {
    for pattern in [
      "{", "=", "A=", "A=\"\n", "A=\"x\"y\n", "#", "#\n", "# x\n#\n", "\u{0}", "\\", "'", " ",
    ] {
      let text = String(repeating: pattern, count: (1 << 18) / pattern.utf8.count)
      _ = editingError { _ = try EnvFile(SourceText(text)) }
    }
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("A=".utf8) + [0xFF, 0x00, 0xC3]
    #expect(try EnvFile(SourceText(bytes)).entries.map(\.name) == ["A"])
    #expect(
      editingError { _ = try EnvFile(SourceText([UInt8](repeating: 10, count: 1 << 21))) }?.kind
        == .tooLarge)
    #expect(try EnvFile(SourceText("")).entries.isEmpty)
  }
}
