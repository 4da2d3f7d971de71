import Editing
import Foundation
import Testing

/// Where values of environment variables go in a template.
struct FlowTests {
  private func template(_ text: String) throws -> GoTemplate { try GoTemplate(SourceText(text)) }

  @Test(
    "what is put out, tested or looped over is used, through own variables as well",
    arguments: [
      ("{{ .Env.X }}", true), ("{{ $x := .Env.X -}}", false), ("{{ $x := .Env.X }}{{ $x }}", true),
      ("{{ $x := .Env.X | default \"1\" | toBool }}", false),
      ("{{ $x := .Env.X }}{{ $y := join \",\" $x }}", false),
      ("{{ $x := .Env.X }}{{ $y := $x }}{{ if not $y }}a{{ end }}", true),
      ("{{ if (eq (.Env.X | default \"a\") \"b\") }}a{{ end }}", true),
      ("{{ range $i, $e := splitList \",\" .Env.X }}{{ end }}", true),
      ("{{ $E := .Env }}{{ $x := $E.X }}", false), ("{{ $E := .Env }}{{ $E.X }}", true),
      ("{{/* .Env.X */}}", false),
    ])
  func used(_ text: String, _ isUsed: Bool) throws {
    #expect(try template(text).usedVariables.contains("X") == isUsed)
  }

  @Test("what flows into an action is found, an index of a list not")
  func behind() throws {
    let text =
      "{{ $p := .Env.PORT }}{{ range $i, $e := splitList \",\" .Env.HOSTS }}{{ add $p $i }}{{ end }}"
    let offset = try #require(text.range(of: "add")).lowerBound.utf16Offset(in: text)
    #expect(try template(text).variables(at: offset) == ["PORT"])
    #expect(try template(text).variables(at: 10_000) == [])
  }
}
