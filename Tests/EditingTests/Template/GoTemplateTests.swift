import Editing
import Testing

/// Templates as trees.
@Suite struct GoTemplateTests {
  /// The template as one line in which everything is bracketed.
  private func tree(_ template: String) throws -> String {
    let template = try GoTemplate(SourceText(template))
    return try template.nodes().map { text($0, template.text) }.joined()
  }

  private func text(_ node: TemplateNode, _ source: SourceText) -> String {
    switch node {
    case .text(let range): return source.string(in: range)
    case .action(let action): return "<\(text(action.statement))>"
    case .branches(let branches):
      return "["
        + branches.map { branch in
          "\(text(branch.action.statement)): " + branch.nodes.map { text($0, source) }.joined()
        }.joined(separator: "; ") + "]"
    }
  }

  private func text(_ statement: TemplateStatement) -> String {
    switch statement {
    case .pipeline(let pipeline): return text(pipeline)
    case .condition(let pipeline): return "if " + text(pipeline)
    case .range(let pipeline): return "range " + text(pipeline)
    case .with(let pipeline): return "with " + text(pipeline)
    case .otherwise(let inner): return "else" + (inner.map { " " + text($0) } ?? "")
    case .end: return "end"
    case .define(let name): return "define \(name)"
    case .block(let name, let pipeline): return "block \(name) " + text(pipeline)
    case .template(let name, let pipeline):
      return "template \(name)" + (pipeline.map { " " + text($0) } ?? "")
    case .interruption: return "interruption"
    case .comment: return "comment"
    case .unreadable(let error, _): return "?" + error.message
    }
  }

  private func text(_ pipeline: TemplatePipeline) -> String {
    let names = pipeline.variables.map { "$" + $0 }.joined(separator: ",")
    return (names.isEmpty ? "" : names + (pipeline.declares ? ":=" : "="))
      + pipeline.commands.map { $0.operands.map(text).joined(separator: " ") }.joined(
        separator: "|")
  }

  private func text(_ operand: TemplateOperand) -> String {
    let fields = operand.fields.map { "." + $0 }.joined()
    switch operand.kind {
    case .dot: return fields.isEmpty ? "." : fields
    case .variable(let name): return "$" + name + fields
    case .function(let name): return name + fields
    case .boolean(let value): return "\(value)" + fields
    case .null: return "nil"
    case .string(let text): return "'\(text ?? "?")'"
    case .number(let number): return "#" + number
    case .character: return "'c'"
    case .parentheses(let inner): return "(" + text(inner) + ")" + fields
    }
  }

  @Test(arguments: [
    ("a {{ .Env.A }} b", "a <.Env.A> b"), ("a {{- .A -}} b", "a<.A>b"),
    ("{{-3}}{{ -3 }}", "<#-3><#-3>"),
    ("{{if .A}}x{{else if .B}}y{{else}}z{{end}}", "[if .A: x; else if .B: y; else: z]"),
    ("{{range $i, $x := .L}}{{$x}}{{break}}{{end}}", "[range $i,$x:=.L: <$x><interruption>]"),
    ("{{with $x:=.A}}{{.}}{{else with .B}}{{$}}{{end}}", "[with $x:=.A: <.>; else with .B: <$>]"),
    (
      "{{define \"t\"}}x{{end}}{{template \"t\" .}}{{block `b` .A}}{{end}}",
      "[define t: x]<template t .>[block b .A: ]"
    ),
    ("{{/* }} */}}{{- /* c */ -}} x", "x"),
    ("{{ f (g .A \"x\").B | h 1.5 'c' nil true }}", "<f (g .A 'x').B|h #1.5 'c' nil true>"),
    (
      "{{ $x = 1 }}{{ $x.A.B }}{{ \"}}\" }}{{ \"\\\"\\n\" }}{{ \"\\x41\" }}",
      "<$x=#1><$x.A.B><'}}'><'\"\n'><'?'>"
    ),
    ("{{ .A .B.C }}{{ .A.B }}", "<.A .B.C><.A.B>"),
  ])
  func trees(template: String, expected: String) throws {
    #expect(try tree(template) == expected)
  }

  @Test(arguments: [
    ("a {{ end }}", 2), ("{{ else }}", 0), ("{{ if .A }}", 0), ("{{ if }}{{ end }}", 6),
    ("{{ .A | }}", 8), ("{{ (.A }}", 3), ("{{ .A) }}", 5), ("{{ .Env.$A }}", 12), ("{{ }}", 3),
    ("{{ $a, $b, $c := .A }}", 5),
  ])
  func refused(template: String, offset: Int) throws {
    let read = try GoTemplate(SourceText(template))
    do throws(EditingError) {
      _ = try read.nodes()
      Issue.record("it was read")
    } catch {
      #expect(error.kind == .malformed)
      if template != "{{ .Env.$A }}" { #expect(error.offset == offset, "\(error.message)") }
    }
  }

  @Test func readsAreFoundInWhatCannotBeParsed() throws {
    func reads(_ template: String) throws -> [String] {
      try GoTemplate(SourceText(template)).environmentReads.map(\.name)
    }
    #expect(try reads("{{ .Env.A | }}{{ ( .Env.B }}{{ if }}{{ .Env.C }}") == ["A", "B", "C"])
    #expect(
      try reads("{{$E:=.Env}}{{$E.A}}{{index $E \"B\"}}{{with $x:=$E.C}}{{end}}") == [
        "A", "B", "C",
      ])
    #expect(try reads("{{ or .Env.A.B (.Env.C|default .Env.D) }}") == ["A", "C", "D"])
  }

  @Test func hostileTemplatesAreRead() {
    for pattern in [
      "{{if .A}}", "{{(", "{{.A|", "{{$a:=", "{{\"", "{{.", "{{-", "{{/*", "{{end}}", "(", "{{`",
    ] {
      let text = SourceText(
        (pattern == "(" ? "{{" : "")
          + String(repeating: pattern, count: (1 << 17) / pattern.utf8.count))
      do throws(EditingError) {
        let template = try GoTemplate(text)
        _ = template.environmentReads
        _ = try template.nodes()
        Issue.record("\(pattern) was read")
      } catch {
        #expect(error.offset != nil)
      }
    }
  }
}
