import Editing
import Testing

/// Facts about Go's templates, sprig and the images' renderer that settings are read by.
@Suite("Values of settings in templates")
struct TemplateValueTests {
  /// What `a.b` comes to.
  private func value(_ template: String, _ environment: [String: String] = [:]) throws -> String? {
    try BraceDocument(SourceText(template)).value(of: "a.b", environment: environment)
  }

  /// What an expression puts out between quotes.
  private func output(_ expression: String, _ environment: [String: String] = [:]) throws -> String?
  {
    try value("a.b = {{ \(expression) }}\n", environment)
  }

  @Test(
    "are what the functions give",
    arguments: [
      (".Env.X", "x"), ("$.Env.X", "x"), (".Env.X | default \"d\"", "x"),
      (".Env.GONE | default \"d\"", "d"), (".Env.EMPTY | default \"d\"", "d"),
      ("default \"d\" .Env.EMPTY", "d"), ("default 5 (default .Env.GONE \"\")", "5"),
      ("default 7 0", "7"), ("default 7 false", "7"), ("default `a  b` \"\"", "a  b"),
      (".Env.ONE | toBool", "true"), ("toBool \"F\"", "false"), ("toBool true", "true"),
      ("not .Env.GONE", "true"), ("not 1", "false"), ("empty .Env.X", "false"),
      ("and .Env.X .Env.ONE", "1"), ("or .Env.GONE .Env.X", "x"), ("and 1 0", "0"),
      ("coalesce .Env.GONE .Env.EMPTY .Env.X", "x"),
      ("eq .Env.X \"x\"", "true"), ("eq .Env.X \"a\" \"x\"", "true"), ("ne .Env.X \"x\"", "false"),
      ("eq .Env.GONE \"\"", "false"), ("eq 1 1", "true"),
      ("ternary 1 2 (.Env.ONE | toBool)", "1"), (".Env.ZERO | toBool | ternary \"a\" \"b\"", "b"),
      ("trim \" a b\\n\" | quote", "a b"), ("toString 5", "5"), ("toString false", "false"),
      (".Env.GONE", "<no value>"), (".Env.MARKS | quote", "a\"b\\c & <d>"),
      (".Env.MARKS | toJson", "a\"b\\c & <d>"), ("toJson 5", "5"), ("quote 5", "5"),
    ])
  func functions(_ expression: String, _ expected: String) throws {
    let environment = ["X": "x", "ONE": "1", "ZERO": "0", "EMPTY": "", "MARKS": "a\"b\\c & <d>"]
    #expect(try output(expression, environment) == expected)
  }

  @Test(
    "are an error where renderers differ, or what is not covered decides",
    arguments: [
      ".Env.GONE | quote", ".Env.GONE | toJson",
      "eq .Env.X 1", "eq true \"true\"", "eq .Env.GONE .Env.GONE", "eq .Env .Env",
      "ternary 1 2 .Env.X", "trim 5", "trim .Env.GONE", ".Env", ".Env | toJson", ".",
      ".Env.X.Y",
      "upper .Env.X", "nil", "$Y", "$Y.Z", "010", "0x10", "1.5", "'a'", "..Env.X",
      "\"\\x41\"", "\"\\u0041\"", ".Env.BELL | quote", ".Env.X .Env.X", "(.Env.X", ".Env.X)", "|",
      "",
      "index .Env \"X\"",
    ])
  func uncovered(_ expression: String) {
    #expect(throws: EditingError.self) {
      try output(expression, ["X": "x", "BELL": "\u{7}"])
    }
  }

  @Test("go by the branches that are rendered")
  func branches() throws {
    let template = """
      {{ if eq .Env.MODE "one" }}
      a.b = 1
      {{ else if eq .Env.MODE "two" }}
      a.b = 2
      {{ else }}
      {{ if .Env.DEEP }}
      a.b = 3
      {{ end }}
      {{ end }}
      """
    #expect(try value(template, ["MODE": "one"]) == "1")
    #expect(try value(template, ["MODE": "two"]) == "2")
    #expect(try value(template, ["MODE": "x", "DEEP": "y"]) == "3")
    #expect(try value(template, ["MODE": "x"]) == nil)
  }

  @Test("take a variable as it is at that place")
  func variables() throws {
    #expect(try value("{{ $X := .Env.A | default \"1\" }}\na.b = {{ $X }}\n") == "1")
    #expect(try value("{{ $X := \"1\" }}\na.b = {{ $X }}\n{{ $X = \"2\" }}\n") == "1")
    #expect(try value("{{ $X := \"1\" }}\n{{ $X = \"2\" }}\na.b = {{ $X }}\n") == "2")
    #expect(try value("{{ $E := .Env }}\na.b = {{ $E.A }}\n", ["A": "1"]) == "1")
    #expect(
      try value(
        "{{ $X := \"1\" }}\n{{ if .Env.A }}\n{{ $X = \"2\" }}\n{{ end }}\na.b = {{ $X }}\n",
        ["A": "a"])
        == "2")
    #expect(try value("{{ with .Env.A }}\na.b = {{ . }}\n{{ end }}\n", ["A": "1"]) == "1")
    #expect(try value("{{ if $X := .Env.A }}\na.b = {{ $X }}\n{{ end }}\n", ["A": "1"]) == "1")
    #expect(try value("a.b = {{ if .Env.A }}1{{ else }}2{{ end }}\n") == "2")
    for uncertain in [
      "a.b = {{ $X }}\n{{ $X := \"1\" }}\n", "{{ $X := upper .Env.A }}\na.b = {{ $X }}\n",
      "{{ range splitList \",\" .Env.L }}\na.b = 1\n{{ end }}\n",
      "{{ if upper .Env.A }}\na.b = 1\n{{ end }}\n",
    ] {
      #expect(throws: EditingError.self, "\(uncertain)") {
        try value(uncertain, ["A": "a", "L": "a,b"])
      }
    }
  }

  @Test("are read as HOCON reads them")
  func hocon() throws {
    #expect(try value("a { b = \"x\\n\\u0041\\\\\" }\n") == "x\nA\\")
    #expect(try value("a { b = [1, 2] }\n") == "[1, 2]")
    #expect(try value("a { b = 60 seconds # comment\n}\n") == "60 seconds")
    #expect(try value("a.b = 1\na { b = 2 }\n") == "2")
    #expect(try value("a.b = 1\na = null\n") == nil)
    #expect(try value("a.b = 1\n{{ if .Env.X }}\na = null\n{{ end }}\n") == "1")
    for bad in [
      "a.b = \"x\" \"y\"\n", "a.b = ${c}\n", "a.b += 1\n", "a.b { c = 1 }\n", "a.b = \"\\q\"\n",
      "a.b = \"\"\"x\"\"\"\n", "a.b = x \"y\"\n",
    ] {
      #expect(throws: EditingError.self, "\(bad)") { try value(bad) }
    }
    #expect(throws: EditingError.self) { try output(".Env.X", ["X": "a # b"]) }
    #expect(throws: EditingError.self) { try output(".Env.X", ["X": ""]) }
  }

  @Test("say where they cannot be told")
  func places() throws {
    let template = "a {\n  b = {{ upper .Env.X }}\n}\n"
    let error = #expect(throws: EditingError.self) { try value(template) }
    #expect(error?.offset == 10)
    let condition = "x = 1\n{{ if .Env.A }}\n{{ else if upper .Env.A }}\na.b = 1\n{{ end }}\n"
    #expect(#expect(throws: EditingError.self) { try value(condition) }?.offset == 22)
  }

  @Test("end for hostile expressions, with a value or an error")
  func hostile() throws {
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: EditingError.self) { try output(deep) }
    #expect(throws: EditingError.self) {
      try output(deep + "1" + String(repeating: ")", count: 100_000))
    }
    #expect(
      try output(String(repeating: "(", count: 30) + "1" + String(repeating: ")", count: 30)) == "1"
    )
    #expect(throws: EditingError.self) { try output("\"x") }
    #expect(throws: EditingError.self) { try output("`x") }
    let long = String(repeating: "x", count: 1 << 19)
    #expect(try output("\"\(long)\"") == long)
    let pipes = ".Env.X" + String(repeating: " | default 1", count: 40_000)
    #expect(try output(pipes, ["X": "x"]) == "x")
    #expect(throws: EditingError.self) { try output(String(repeating: "9", count: 500)) }
    let definitions = String(repeating: "{{ $X := $X }}\n", count: 20_000)
    #expect(throws: EditingError.self) { try value(definitions + "a.b = {{ $X }}\n") }
    let template =
      "{{ if .Env.X | default \"\" | toBool }}\na { b = {{ .Env.X | quote }} }\n{{ end }}\n"
    for end in 0..<template.utf8.count {
      let cut = SourceText(Array(template.utf8.prefix(end)))
      _ = try? BraceDocument(cut).value(of: "a.b", environment: ["X": "1"])
    }
  }
}
