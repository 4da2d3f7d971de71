import Editing
import Testing

/// Input that would take all memory, or an age, if its size were all that bounded it.
struct HostileInputTests {
  /// The error of a body that has to throw one.
  private func error(
    _ body: () throws(EditingError) -> Void, at location: SourceLocation = #_sourceLocation
  ) -> EditingError? {
    do throws(EditingError) {
      try body()
      Issue.record("nothing was thrown", sourceLocation: location)
      return nil
    } catch {
      return error
    }
  }

  @Test("A variable that makes a value longer than any program can be given is named")
  func interpolation() throws {
    let half = String(repeating: "x", count: Interpolation.maximumBytes / 2)
    #expect(try Interpolation.evaluate("${A}${A}", ["A": half]).utf8.count == 128 << 10)
    for text in ["a${A}${A}", "a$A${B:-$A}", "a${A}${A:+$A}", "${A}${A:?m}a"] {
      let error = error { () throws(EditingError) in
        _ = try Interpolation.evaluate(text, ["A": half])
      }
      #expect(error?.kind == .tooLarge)
      #expect(
        text.hasSuffix("a")
          ? true : error?.message.contains("`A` makes it more than 128 KiB") == true)
    }
  }

  @Test("A message quotes no more than the beginning of what is wrong")
  func longMessages() {
    let long = String(repeating: "!", count: 100_000)
    for text in ["${A\(long)}", "${A:?\(long)}"] {
      let error = error { () throws(EditingError) in _ = try Interpolation.evaluate(text, [:]) }
      #expect((error?.message.utf8.count ?? 0) < 300)
    }
  }

  @Test("A text that aliases repeat counts by its length")
  func aliasesOfLongTexts() throws {
    let long = String(repeating: "x", count: 500_000)
    let document = try YAMLDocument(
      SourceText("a: &a \(long)\nb: [" + String(repeating: "*a, ", count: 5000) + "1]\n"))
    #expect(error { () throws(EditingError) in _ = try document.value() }?.kind == .tooLarge)
  }

  @Test(
    "What all services take over from one place counts each time",
    arguments: ["<<: *x", "environment: *x", "depends_on: *x", "build: {args: *x}"])
  func aliasesInComposeFiles(part: String) {
    let keys = (0..<5000).map { "k\($0): a" }.joined(separator: ", ")
    let services = (0..<3000).map { "  s\($0): {\(part)}\n" }.joined()
    let text = SourceText("x: &x {\(keys)}\nservices:\n\(services)")
    let error = error { () throws(EditingError) in _ = try ComposeFile(YAMLDocument(text)) }
    #expect(error?.kind == .tooLarge)
    #expect(error?.offset != nil)
  }

  @Test("A list that all services take over counts each time")
  func aliasesOfLists() {
    let items = (0..<5000).map { "k\($0)=a" }.joined(separator: ", ")
    let services = (0..<3000).map { "  s\($0): {environment: *x, env_file: *x}\n" }.joined()
    let text = SourceText("x: &x [\(items)]\nservices:\n\(services)")
    let error = error { () throws(EditingError) in _ = try ComposeFile(YAMLDocument(text)) }
    #expect(error?.kind == .tooLarge)
  }

  @Test("A template that quotes its own text again and again is refused")
  func doublingTemplate() throws {
    let template =
      "{{ $x := .Env.A | quote }}\n" + String(repeating: "{{ $x = $x | quote }}\n", count: 60)
      + "a { b = {{ $x }} }\n"
    let document = try BraceDocument(SourceText(template))
    #expect(throws: EditingError.self) {
      try document.value(of: "a.b", environment: ["A": "\"\\"])
    }
    let pipeline = "a { b = {{ .Env.A" + String(repeating: " | quote", count: 60) + " }} }\n"
    let error = error { () throws(EditingError) in
      _ = try BraceDocument(SourceText(pipeline)).value(of: "a.b", environment: ["A": "\""])
    }
    #expect(error?.kind == .tooLarge)
    #expect(error?.message.contains("`quote`") == true)
  }

  @Test("A block in thousands of branches is not edited in each of them")
  func blocksInBranches() throws {
    let branches = String(repeating: "{{ else if .Env.B }}\na { b = 1 }\n", count: 500)
    let text = "{{ if .Env.A }}\na { }\n\(branches){{ end }}\n"
    let document = try BraceDocument(SourceText(text))
    let error = error { () throws(EditingError) in _ = try document.insert("c = 1", into: "a") }
    #expect(error?.kind == .tooLarge)
  }

  /// With a cost that grows by the square, these would take hours.
  @Test("Merges take as long as their texts are")
  func longMerges() throws {
    let variables = (0..<20_000).map { "K\($0)=1\n" }.joined()
    let own = SourceText("OWN=1\n")
    let merge = try EnvFile.merge(
      base: own, ours: own, theirs: SourceText(variables + "OWN=1\n"))
    #expect(try EnvFile(SourceText(merge.bytes)).entries.count == 20_001)
    let conflicts = try EnvFile.merge(
      base: SourceText(variables), ours: SourceText(variables.replacing("=1", with: "=2")),
      theirs: SourceText(variables.replacing("=1", with: "=3")))
    #expect(conflicts.conflicts.count == 20_000)
    #expect(conflicts.conflicts.last?.lines == 19_999..<20_000)
  }

  @Test("Merges of compose files take as long as their texts are")
  func longComposeMerges() throws {
    let items = (0..<2000).map { "      - K\($0)=1\n" }.joined()
    let base = SourceText("services:\n  a:\n    environment:\n      - A=1\n")
    let added = try ComposeFile.merge(
      base: base, ours: base, theirs: SourceText(base.string + items))
    #expect(added.bytes == Array((base.string + items).utf8))
    let all = SourceText("services:\n  a:\n    environment:\n" + items)
    let conflicts = try ComposeFile.merge(
      base: all, ours: SourceText(all.string.replacing("=1", with: "=2")),
      theirs: SourceText(all.string.replacing("=1", with: "=3")))
    #expect(conflicts.conflicts.count == 2000)
    let services = (0..<2000).map { "  s\($0):\n    image: a\n" }.joined()
    let many = SourceText("services:\n" + services)
    let merged = try ComposeFile.merge(
      base: many,
      ours: SourceText(many.string.replacing("image: a", with: "image: a\n    init: true")),
      theirs: SourceText(many.string.replacing("image: a", with: "image: b")))
    #expect(merged.conflicts.isEmpty)
    #expect(
      SourceText(merged.bytes).string.hasSuffix("  s1999:\n    image: b\n    init: true\n"))
  }

  @Test("A Dockerfile may have any number of continued lines")
  func continuedLines() throws {
    let text = SourceText(
      "FROM a\nRUN a \\\n" + String(repeating: " b\\\n", count: 200_000) + " c\n")
    let file = try Dockerfile(text)
    #expect(file.instructions.count == 2)
    #expect(try file.steps().all.count == 1)
  }

  @Test("UTF-16 is named", arguments: ["A=1\nB=2\n", "A"])
  func utf16(text: String) throws {
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    var cases: [([UInt8], String)] = [
      ([0xFF, 0xFE] + little, "UTF-16 (little-endian)"),
      ([0xFE, 0xFF] + big, "UTF-16 (big-endian)"),
      ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "UTF-32"),
    ]
    if text.utf8.count > 1 {
      cases += [(little, "UTF-16 (little-endian)"), (big, "UTF-16 (big-endian)")]
    }
    for (bytes, name) in cases {
      let env = error { () throws(EditingError) in _ = try EnvFile(SourceText(bytes)) }
      let yaml = error { () throws(EditingError) in _ = try YAMLDocument(SourceText(bytes)) }
      for error in [env, yaml] {
        #expect(error?.message == "the file is in \(name): save it as UTF-8")
        #expect(error?.offset == 0)
      }
    }
    #expect(throws: Never.self) { try EnvFile(SourceText(Array("A=é\u{1F41F}\n".utf8))) }
  }

  /// Behind a lone carriage return, a line feed would make another line ending of it.
  @Test("A file that ends in a lone carriage return is not merged by structure")
  func loneCarriageReturn() {
    let texts = ["A=1\nB=1\r", "A=1\nB=1\n", "A=2\nB=1\n"].map { SourceText($0) }
    let yaml = ["a: 1\r", "a: 1\n", "a: 2\n"].map { SourceText("services: {}\n" + $0) }
    for order in [[0, 1, 2], [1, 0, 2], [1, 2, 0]] {
      let env = error { () throws(EditingError) in
        _ = try EnvFile.merge(
          base: texts[order[0]], ours: texts[order[1]], theirs: texts[order[2]])
      }
      #expect(env?.message.contains("carriage return") == true)
      #expect(env?.offset == 7)
      let compose = error { () throws(EditingError) in
        _ = try ComposeFile.merge(
          base: yaml[order[0]], ours: yaml[order[1]], theirs: yaml[order[2]])
      }
      #expect(compose?.message.contains("carriage return") == true)
    }
  }
}
