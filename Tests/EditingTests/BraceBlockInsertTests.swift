import Editing
import Testing

@Suite struct BraceBlockInsertTests {
  static let source = """
    app {
        // about the first
        first {
          {{ if .Env.A }}
          a = {{ .Env.A }}
          {{ end }}

          b = 1
        }
        empty { }
        short { x = 1 }
        {{ if .Env.T }}
        twin {
          t = 1
        }
        {{ else }}
        twin {
          t = 2
        }
        {{ end }}
        twice { }
        twice { }
    }

    include "custom.conf"
    """

  func result(
    _ text: String, into path: BracePath, _ position: BlockPosition = .end,
    createMissing: Bool = false, source: String = Self.source
  ) throws -> String {
    try edited(source) {
      try BraceDocument($0).insert(
        text, into: path, position: position, createMissing: createMissing)
    }
  }

  @Test func atTheEndIndentedLikeTheRest() throws {
    #expect(
      try result("shared {\n  on = true\n}\n", into: "app.first")
        == Self.source.replacing(
          "      b = 1\n    }",
          with: "      b = 1\n      shared {\n        on = true\n      }\n    }"))
  }

  @Test func atTheStart() throws {
    #expect(
      try result("{{ if .Env.B }}\nc = 2\n{{ end }}", into: "app.first", .start)
        == Self.source.replacing(
          "    first {\n",
          with: "    first {\n      {{ if .Env.B }}\n      c = 2\n      {{ end }}\n"))
  }

  @Test func blocksOnOneLine() throws {
    #expect(
      try result("c = 2", into: "app.empty")
        == Self.source.replacing("empty { }", with: "empty {\n        c = 2\n    }"))
    #expect(
      try result("c = 2", into: "app.short")
        == Self.source.replacing("short { x = 1 }", with: "short { x = 1\n        c = 2\n    }"))
    #expect(
      try result("c = 2", into: "app.short", .start)
        == Self.source.replacing("short { x = 1 }", with: "short {\n        c = 2\n        x = 1 }")
    )
  }

  @Test func everyBranchOfAConditional() throws {
    let both = try result("c = 2", into: "app.twin")
    #expect(both.contains("t = 1\n      c = 2\n"))
    #expect(both.contains("t = 2\n      c = 2\n"))
  }

  @Test func severalBlocksAreAmbiguous() {
    let error = editingError { _ = try result("c = 2", into: "app.twice") }
    #expect(error?.kind == .ambiguous)
    #expect(error?.message == "the block `app.twice` is there 2 times, on lines 21 and 22")
  }

  @Test func missingBlocksAreNamedOrMade() throws {
    let error = editingError { _ = try result("c = 2", into: "app.frist.x") }
    #expect(error?.kind == .notFound)
    #expect(
      error?.message
        == "there is no block `app.frist.x`; `app` is there; did you mean `app.first`?")
    #expect(
      try result("c = 2\nd = 3", into: "app.first.new.er", createMissing: true)
        == Self.source.replacing(
          "      b = 1\n    }",
          with: """
                  b = 1
                  new {
                      er {
                          c = 2
                          d = 3
                      }
                  }
                }
            """))
    #expect(
      try result("c = 2", into: "other", createMissing: true)
        == Self.source.replacing(
          "}\n\ninclude", with: "}\nother {\n    c = 2\n}\n\ninclude"))
    #expect(
      try result("c = 2", into: "x", createMissing: true, source: "a = 1")
        == "a = 1\nx {\n  c = 2\n}")
    #expect(try result("c = 2", into: "x", createMissing: true, source: "") == "x {\n  c = 2\n}\n")
  }

  @Test func whatIsThereIsLeftAlone() throws {
    func outcome(_ text: String, into path: BracePath, source: String) throws -> EditOutcome {
      try BraceDocument(SourceText(source)).insert(text, into: path)
    }
    let elsewhere = try outcome(
      "c {\n  d   = [ 1,\n 2 ]\n}", into: "a.b", source: "a { b { } }\na.b { c.d = [ 1, 2 ] }")
    #expect(elsewhere.edits.isEmpty)
    #expect(elsewhere.already.count == 1)
    let guarded = try outcome("c = 1", into: "a", source: "a {\n{{ if .X }}\nc = 1\n{{ end }}\n}\n")
    #expect(guarded.edits.count == 1, "in a branch it is not there")
    let overridden = try outcome("c = 1", into: "a", source: "a {\n  c = 1\n  c = 2\n}\n")
    #expect(overridden.edits.count == 1, "what is below it wins")
    let inBranch = try outcome(
      "{{ if  .X }}\nc = 1\n{{ end }}", into: "a", source: "a {\n{{ if .X }}c = 1\n{{ end }}}\n")
    #expect(inBranch.edits.isEmpty)
  }

  @Test func textWithoutSettings() throws {
    #expect(
      try result("# note\ninclude \"x\"", into: "app.empty").contains(
        "empty {\n        # note\n        include \"x\"\n    }"))
    #expect(editingError { _ = try result(" \n", into: "app") }?.kind == .unsupported)
    let broken = editingError { _ = try result("a = 1\nb {", into: "app") }
    #expect(broken?.kind == .unsupported)
    #expect(broken?.message == "the text to insert cannot be read, line 2: the brace is not closed")
    #expect(broken?.offset == nil)
  }

  /// Line breaks that template actions remove, so that two settings would come to stand on one line.
  @Test(arguments: [
    ("a {\n  b = 1\n  {{- if .X }}\n  c = 2\n  {{- end -}}\n}\n", BlockPosition.end),
    ("a {\n  b = 1\n  {{- if .X }}\n  c = 2\n  {{ end -}}\n}\n", .end),
    ("a {\n  {{- if .X -}}\n  b = 1\n  {{ end }}\n}\n", .start),
    ("a {\n  b = {{ .X -}}\n}\n", .end),
  ])
  func joinedLinesAreRefused(source: String, position: BlockPosition) {
    let error = editingError {
      _ = try BraceDocument(SourceText(source)).insert("n = 1", into: "a", position: position)
    }
    #expect(error?.kind == .unsupported)
  }

  @Test(
    "Nothing is written into an action that reaches over the line",
    arguments: ["a = 1 // {{\n}}\n", "a = 1 # {{ .X\n}} c\n"])
  func linesOfSomethingElseAreRefused(source: String) {
    let error = editingError {
      _ = try BraceDocument(SourceText(source)).insert("n = 1", into: "c.d", createMissing: true)
    }
    #expect(error?.kind == .unsupported)
  }

  @Test(arguments: [
    ("a {\n  b = 1\n  {{- if .X }}\n  c = 2\n  {{- end }}\n}\n", BlockPosition.end),
    ("a {\n  b = 1\n  {{ if .X -}}\n  c = 2\n  {{ end -}}\n}\n", .end),
    ("a {\n  {{- if .X }}\n  b = 1\n  {{- end }}\n}\n", .start),
    ("a {{ with .X -}}{ }\n b { }{{ end }}\n", .end),
    ("a {\n {{- /* x */ -}}\n}\n", .end),
  ])
  func keptLinesAreNot(source: String, position: BlockPosition) throws {
    if source.contains("with") {
      #expect(throws: EditingError.self) { try BraceDocument(SourceText(source)) }
    } else {
      let text = try result("n = 1", into: "a", position, source: source)
      #expect(text.contains("n = 1\n"))
    }
  }
}
