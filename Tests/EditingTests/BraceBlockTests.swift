import Editing
import Testing

@Suite struct BraceBlockTests {
  static let source = #"""
    {{ $WAIT := .Env.WAIT | default "90 seconds" -}}
    {{ $ENV := .Env }}
    # a { that counts for nothing
    server {
      // another } of that kind
      name = "x } {{ .Env.NAME | default "y}" }} {"
      {{ if .Env.FANCY }}
      look { colour = red, size: 3 }
      {{ else if $ENV.PLAIN }}
      look { colour = grey }
      {{ else -}}
      look.colour = none
      {{ end }}
      list = [ {{ range $i, $e := splitList "," .Env.LIST }}{{ if gt $i 0 }},{{ end }}"{{ $e }}"{{ end }}, { inner = 1 } ]
      "quoted.key" { a.b = ${?x.y} }
      wait = {{ $WAIT }} // so long
      text = """ } " {{/* } */}} """
      flags += one
      {{ range $ENV.SHARDS }}shard{{ . }} { on = true }{{ end }}
    }
    include "custom.conf"
    {{ if .Env.EXTRA }}include "extra.conf"{{ end }}
    server.port = 80

    """#

  let document: BraceDocument

  init() throws {
    document = try BraceDocument(SourceText(Self.source))
  }

  @Test func blocksHaveFullPathsAndBranches() {
    #expect(
      document.blocks.map(\.path.description) == [
        "server", "server.look", "server.look", #"server."quoted.key""#, #"server."shard{{ . }}""#,
      ])
    #expect(
      document.blocks.map { $0.guards.map(\.text) } == [
        [], ["if .Env.FANCY"], ["else if $ENV.PLAIN"], [], ["range $ENV.SHARDS"],
      ])
    let looks = document.blocks(at: "server.look")
    #expect(
      looks.map { document.text.string(in: $0.span) } == [
        "look { colour = red, size: 3 }", "look { colour = grey }",
      ])
    #expect(TemplateGuard.areExclusive(looks[0].guards, looks[1].guards))
    #expect(!TemplateGuard.areExclusive(looks[0].guards, looks[0].guards))
    #expect(!TemplateGuard.areExclusive(looks[0].guards, []))
    #expect(document.text.string(in: looks[1].body) == " colour = grey ")
  }

  @Test func settingsHaveValuesAsWritten() {
    let colours = document.settings(at: "server.look.colour")
    #expect(colours.map(\.value) == ["red", "grey", "none"])
    #expect(
      colours.map { $0.guards.map(\.text) } == [
        ["if .Env.FANCY"], ["else if $ENV.PLAIN"], ["else"],
      ])
    #expect(document.settings(at: "server.look.size").map(\.value) == ["3"])
    #expect(
      document.settings(at: "server.name").map(\.value)
        == [#""x } {{ .Env.NAME | default "y}" }} {""#])
    #expect(document.settings(at: "server.wait").map(\.value) == ["{{ $WAIT }}"])
    #expect(document.settings(at: "server.text").map(\.value) == [#"""" } " {{/* } */}} """"#])
    #expect(document.settings(at: #"server."quoted.key".a.b"#).map(\.value) == ["${?x.y}"])
    #expect(document.settings(at: "server.flags").map(\.isAppending) == [true])
    #expect(document.settings(at: "server.list").count == 1)
    #expect(document.settings(at: "server.port").map(\.value) == ["80"])
    #expect(document.settings.count == 12)
    for setting in document.settings {
      #expect(document.text.string(in: setting.valueSpan) == setting.value)
      #expect(document.text.string(in: setting.span).hasSuffix(setting.value))
    }
  }

  @Test func environmentReadsHaveDefaults() throws {
    let reads = document.environmentReads
    #expect(reads.map(\.name) == ["WAIT", "NAME", "FANCY", "PLAIN", "LIST", "SHARDS", "EXTRA"])
    #expect(reads.map(\.defaultText) == ["90 seconds", "y}", nil, nil, nil, nil, nil])
    for read in reads {
      let rest = Self.source.utf8.dropFirst(read.offset)
      #expect(rest.starts(with: ".Env.".utf8) || rest.starts(with: "$ENV.".utf8))
    }
    let more = try GoTemplate(
      SourceText(
        #"a } {{ (index .Env "A") | default (or $x "z") }} {{ or $.Env.B (eq .Env.C "1") }} {{/* .Env.D */}} {{ .Env.E | default 25 | add 1 }} {{ "x .Env.F" }} {{ $.NotEnv.G }}"#
      )
    ).environmentReads
    #expect(more.map(\.name) == ["A", "B", "C", "E"])
    #expect(more.map(\.defaultText) == [#"(or $x "z")"#, nil, nil, "25"])
  }

  @Test func whatIsAssignedLaterWins() throws {
    func effective(_ source: String) throws -> EffectiveSetting {
      try BraceDocument(SourceText(source)).effectiveSetting("a.b")
    }
    #expect(try effective("a { b = 1 }\na { c = 2 }\na.b = 3").setting?.value == "3")
    #expect(try effective("a { b = 1 }\na = null").setting == nil)
    #expect(try effective("a = null\na { b = 1 }").setting?.value == "1")
    #expect(try effective("a { b = 1 }\na { b { c = 2 } }").setting == nil)
    #expect(try effective("a { b = 1 }\na { b { } }").setting == nil)
    let guarded = try effective(
      "{{ if .X }}a.b = 0\n{{ end }}\na { b = 1\n{{ if .Y }}b = 2\n{{ end }} }\n{{ with .Z }}a = 3{{ end }}"
    )
    #expect(guarded.setting?.value == "1")
    #expect(guarded.guarded.map(\.value) == ["2", "3"])
    #expect(try effective("c = 1").setting == nil)
  }

  @Test(arguments: [
    ("a {", 2, "the brace is not closed"),
    ("a { b = [ 1 }", 12, "this closes nothing"),
    ("a = [", 4, "the list is not closed"),
    ("a }", 0, "a key without a value"),
    ("a = 1 }", 6, "this closes nothing"),
    ("{{ if .X }}a { {{ end }} }", 15, "`end` ends a branch in which something is still open"),
    ("a { {{ if .X }} } {{ end }}", 2, "`if .X` is still open where this is closed"),
    ("{{ if .X }}a = 1", 0, "`if .X` has no end"),
    ("{{ end }}", 0, "`end` ends a branch in which something is still open"),
    ("a = {{ .X", 4, "the template action has no end"),
    ("a = {{ \"}} }", 7, "the string in a template action has no end"),
    ("{{/* x }}", 0, "the template comment has no end"),
    ("a = \"x\n\"", 4, "the string has no end"),
    ("a = \"{{ if .X }}\"", 4, "`if .X` is still open where this is closed"),
    ("a = \"\"\"x\"\"", 4, "the string has no end"),
    ("a = ${x\n}", 4, "the substitution has no end"),
    ("a =\n", 0, "a key without a value"),
    ("a..b = 1", 0, "a part of the key is empty"),
    ("a\n", 0, "a key without a value"),
    ("a { { } }", 4, "a block without a name"),
    ("a{{ if .X }}b{{ end }} = 1", 1, "a template branch in a key"),
  ])
  func badInputHasAPlace(source: String, offset: Int, message: String) {
    let error = editingError { _ = try BraceDocument(SourceText(source)) }
    #expect(error == EditingError(.malformed, message, at: offset))
  }

  @Test func hostileInputNeitherTrapsNorHangs() throws {
    let million = 1 << 20
    for pattern in [
      "{", "{ ", "a{", "a { ", "[", "a=[", "\"", "\\", "{{", "{{if}}", "a.", "a=1\n", "}", "#", "/",
      "{{\"", "a={{.X}}\n", "${", "{{else}}", "\u{0}", "a{}\n",
    ] {
      let text = String(repeating: pattern, count: million / 4 / pattern.utf8.count)
      _ = editingError { _ = try BraceDocument(SourceText(text)) }
    }
    let braces = editingError {
      _ = try BraceDocument(SourceText([UInt8](repeating: 0x7B, count: million)))
    }
    #expect(braces?.kind == .malformed)
    let large = editingError {
      _ = try BraceDocument(SourceText([UInt8](repeating: 0x20, count: million + 1)))
    }
    #expect(large?.kind == .tooLarge)
    for deep in ["a{", "a=[[", "a.", "{{if .X}}"] {
      let text = String(repeating: deep, count: 1000) + "b=1"
      #expect(editingError { _ = try BraceDocument(SourceText(text)) }?.kind == .tooLarge)
    }
    let bytes: [UInt8] =
      [0xEF, 0xBB, 0xBF] + Array("a = \"".utf8) + [0xFF, 0x00, 0xC3, 0x22, 0x0D, 0x0A]
    #expect(try BraceDocument(SourceText(bytes)).settings.map(\.path) == ["a"])
  }

  /// A document that is cut at any place is read, or refused with a place in it.
  @Test func everyPrefixIsReadOrRefused() {
    let bytes = Array(Self.source.utf8)
    for end in bytes.indices {
      let error = editingError { _ = try BraceDocument(SourceText(Array(bytes[..<end]))) }
      if let error { #expect((error.offset ?? -1) >= 0 && (error.offset ?? 0) <= end) }
    }
  }

  @Test("A path is read as it is written")
  func paths() {
    for components in [["a", "b.c"], ["a.\u{301}b"], ["a", "", "b"]] {
      let path = BracePath(components: components)
      #expect(BracePath(path.description) == path)
    }
  }
}
