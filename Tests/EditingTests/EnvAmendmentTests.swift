import Editing
import Testing

/// Variables of an env file renamed, commented out and added, every other byte as it was.
struct EnvAmendmentTests {
  private func amended(
    _ text: String, renamed: [String: [String]] = [:], commentedOut: Set<String> = [],
    added: [String] = []
  ) throws -> String {
    var amendment = EnvAmendment()
    (amendment.renamed, amendment.commentedOut) = (renamed, commentedOut)
    amendment.added = added.map { EnvAmendment.Addition($0, comment: "\($0) has to be set") }
    return try EnvFile(SourceText(text)).amended(amendment).string
  }

  @Test(
    "a name changes, and nothing else in its lines",
    arguments: [
      ("OLD=v\n", "NEW=v\n"), ("OLD=v", "NEW=v"), ("OLD=v\r\nA=1\r\n", "NEW=v\r\nA=1\r\n"),
      ("  export OLD = 'v' # why\n", "  export NEW = 'v' # why\n"), ("OLD: v\n", "NEW: v\n"),
      ("export \t OLD='a\nb'\n", "export \t NEW='a\nb'\n"),
      ("\u{FEFF}OLD=v\n", "\u{FEFF}NEW=v\n"), ("OLD=\"a\nOLD=b\"\n", "NEW=\"a\nOLD=b\"\n"),
      ("OLD=1\nOLDER=2\nOLD=3\n", "NEW=1\nOLDER=2\nNEW=3\n"),
      ("#OLD=example\n# OLD is old\nOLD=v\n", "#OLD=example\n# OLD is old\nNEW=v\n"),
      ("OLD=OLD\t\n\n\n", "NEW=OLD\t\n\n\n"), ("A=1\n", "A=1\n"),
    ])
  func renamed(_ text: String, _ expected: String) throws {
    #expect(try amended(text, renamed: ["OLD": ["NEW"]]) == expected)
  }

  @Test(
    "a name that became several is a line for each",
    arguments: [
      ("OLD=v # why\nA=1\n", "ONE=v # why\nTWO=v # why\nA=1\n"), ("OLD=v", "ONE=v\nTWO=v"),
      ("A=1\r\nexport OLD=v\r\n", "A=1\r\nexport ONE=v\r\nexport TWO=v\r\n"),
      ("OLD='a\nb'\nA=1\n", "ONE='a\nb'\nTWO='a\nb'\nA=1\n"),
    ])
  func split(_ text: String, _ expected: String) throws {
    #expect(try amended(text, renamed: ["OLD": ["ONE", "TWO"]]) == expected)
  }

  @Test(
    "a line that is commented out keeps all that is in it",
    arguments: [
      ("OLD=v # why\nA=1\n", "#OLD=v # why\nA=1\n"), ("A=1\nOLD=v", "A=1\n#OLD=v"),
      ("  export OLD=v\r\n", "#  export OLD=v\r\n"), ("\u{FEFF}OLD=v\n", "\u{FEFF}#OLD=v\n"),
      ("OLD='a\nA=2\n'\nA=1\n", "#OLD='a\n#A=2\n#'\nA=1\n"), ("OLD=1\nOLD=2\n", "#OLD=1\n#OLD=2\n"),
    ])
  func commentedOut(_ text: String, _ expected: String) throws {
    #expect(try amended(text, commentedOut: ["OLD"]) == expected)
  }

  @Test(
    "what is added stands at the end, without a value",
    arguments: [
      ("A=1\n", "A=1\n\n# NEW has to be set\nNEW=\n"), ("A=1", "A=1\n\n# NEW has to be set\nNEW="),
      ("A=1\r\n", "A=1\r\n\r\n# NEW has to be set\r\nNEW=\r\n"),
      ("", "# NEW has to be set\nNEW=\n"),
      ("A='1\n2'\n\n", "A='1\n2'\n\n# NEW has to be set\nNEW=\n\n"),
    ])
  func added(_ text: String, _ expected: String) throws {
    #expect(try amended(text, added: ["NEW"]) == expected)
  }

  @Test("all of it at once, in a file whose last line has no end")
  func together() throws {
    #expect(
      try amended(
        "A=1\nGONE=x\nOLD=v", renamed: ["OLD": ["ONE", "TWO"]], commentedOut: ["GONE"],
        added: ["NEW"])
        == "A=1\n#GONE=x\nONE=v\nTWO=v\n\n# NEW has to be set\nNEW=")
    #expect(try amended("A=1 \n\n", renamed: [:]) == "A=1 \n\n")
  }

  @Test(
    "what can't be edited for certain is refused",
    arguments: ["OLD='v' A=1\n", "OLD=\"v\"x\n", "no variable at all!\nOLD=1\n"])
  func refused(_ text: String) throws {
    let error = #expect(throws: EditingError.self) { try amended(text, commentedOut: ["OLD"]) }
    #expect(error?.message.contains("v'") == false)
  }

  @Test("a file that is not UTF-8 is refused, with the place")
  func encoding() throws {
    let bytes = Array("A=1\nOLD=v # ".utf8) + [0xE9, 0x0A]
    let file = try EnvFile(SourceText(bytes))
    var amendment = EnvAmendment()
    amendment.commentedOut = ["OLD"]
    let error = #expect(throws: EditingError.self) { try file.amended(amendment) }
    #expect(error?.offset == 12)
    #expect(error?.message.contains("UTF-8") == true)
  }
}
