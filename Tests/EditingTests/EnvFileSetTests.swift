import Editing
import Testing

@Suite struct EnvFileSetTests {
  static let source = """
    #
    # One
    #

    # The first
    FIRST=1

    # The second
    #SECOND=2

    #
    # Two
    #

    export THIRD='3' # why
    """ + "  \n\n\n"

  func result(
    _ name: String, _ value: String, comment: String? = nil, commentedOut: Bool = false,
    place: EnvPlace = .end, source: String = Self.source
  ) throws -> String {
    try edited(source) {
      try EnvFile($0).set(
        name, to: value, comment: comment, commentedOut: commentedOut, place: place)
    }
  }

  @Test func newVariables() throws {
    #expect(
      try result("NEW", "x", comment: "What it is\n\nand more")
        == Self.source.replacing(
          "# why  \n", with: "# why  \n\n# What it is\n#\n# and more\nNEW=x\n"))
    #expect(
      try result("NEW", "x", comment: "Why", commentedOut: true, place: .after("FIRST"))
        == Self.source.replacing("FIRST=1\n", with: "FIRST=1\n\n# Why\n#NEW=x\n"))
    #expect(
      try result("NEW", "x", place: .after("SECOND"))
        == Self.source.replacing("#SECOND=2\n", with: "#SECOND=2\nNEW=x\n"))
    #expect(
      try result("NEW", "x", place: .section("One"))
        == Self.source.replacing("#SECOND=2\n", with: "#SECOND=2\n\nNEW=x\n"))
    #expect(
      try result("NEW", "x", place: .section("Three"))
        == Self.source.replacing("# why  \n", with: "# why  \n\n#\n# Three\n#\n\nNEW=x\n"))
    #expect(try result("NEW", "x", source: "") == "NEW=x\n")
    #expect(try result("NEW", "x", source: "A=1") == "A=1\n\nNEW=x")
  }

  @Test func aSectionTakesSeveral() throws {
    let one = try result("A", "1", place: .section("Three"))
    let two = try result("B", "2", place: .section("Three"), source: one)
    #expect(
      two == Self.source.replacing("# why  \n", with: "# why  \n\n#\n# Three\n#\n\nA=1\n\nB=2\n"))
  }

  @Test func variablesThatAreThere() throws {
    #expect(try result("FIRST", "1") == Self.source)
    #expect(try result("SECOND", "2", commentedOut: true) == Self.source)
    #expect(try result("FIRST", "5") == Self.source.replacing("FIRST=1", with: "FIRST=5"))
    #expect(try result("FIRST", "") == Self.source.replacing("FIRST=1", with: "FIRST="))
    #expect(try result("SECOND", "5") == Self.source.replacing("#SECOND=2", with: "SECOND=5"))
    #expect(
      try result("SECOND", "5", commentedOut: true)
        == Self.source.replacing("#SECOND=2", with: "#SECOND=5"))
    #expect(try result("THIRD", "\"4 5\"") == Self.source.replacing("'3'", with: "\"4 5\""))
    #expect(
      try result("THIRD", "4", commentedOut: true)
        == Self.source.replacing("export THIRD='3'", with: "#export THIRD=4"))
    #expect(try result("A", "x", source: "A= # c\n") == "A= x\n")
    #expect(try result("A", "x", source: "A=1 # c\n") == "A=x # c\n")
    #expect(try result("A", "2", source: "#A=0\nA=1\n") == "#A=0\nA=2\n")
  }

  @Test(
    "Nothing beside a variable becomes a part of it",
    arguments: [
      ("A=\"secret\"#c\n", "secret2", false), ("A=\"secret\"B\n", "secret2", true),
      ("A=\"x\nsecret\" B\n", "'y'", true),
    ])
  func neighbours(source: String, value: String, commentedOut: Bool) {
    let error = editingError {
      _ = try EnvFile(SourceText(source)).set("A", to: value, commentedOut: commentedOut)
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.offset == 0)
    #expect(error?.message.contains("secret") == false)
  }

  @Test("What is written inside of a value is refused")
  func insideOfAValue() {
    let source = "A=\"x\n#\n# One\n#\n1\n#\n# Two\n#\n2\"\nB=1\n"
    let error = editingError {
      _ = try EnvFile(SourceText(source)).set("C", to: "1", place: .section("One"))
    }
    #expect(error?.message == "`C` cannot be set without changing what stands beside it")
    let behind = editingError {
      _ = try EnvFile(SourceText(source)).set("C", to: "1", place: .section("Two"))
    }
    #expect(behind == nil)
  }

  @Test func obstaclesDoNotTellValues() {
    let source = "A=secret1\nA=secret2\n#B=secret1\n#B=secret2\n"
    func error(_ name: String, _ value: String, _ place: EnvPlace = .end, comment: String? = nil)
      -> EditingError?
    {
      editingError {
        _ = try EnvFile(SourceText(source)).set(name, to: value, comment: comment, place: place)
      }
    }
    #expect(error("A", "secret3")?.message == "`A` is there 2 times, on lines 1 and 2")
    #expect(error("B", "secret3")?.kind == .ambiguous)
    #expect(
      error("C", "x", .after("AA"))?.message == "there is no variable `AA`; did you mean `A`?")
    #expect(error("C", "x", comment: "D=1")?.kind == .unsupported)
    for value in [
      "secret a # b", "secret\nD=1", "\"secret", " secret", "secret ", "secret\0", "# secret",
    ] {
      let error = error("C", value)
      #expect(error?.kind == .unsupported)
      #expect(error?.message.contains("secret") == false)
    }
    for name in ["", "1", "A B", "A=B", "A-B", "# A", "export A"] {
      #expect(error(name, "x")?.kind == .unsupported)
    }
  }
}
