import Findings
import GitKit
import PatchKit
import Testing

@Suite("An operation that would break a file")
struct ResultCheckTests {
  private static let compose = """
    services:
      web:
        image: web
      jvb:
        image: jvb
        restart: always

    """

  private func insertion(_ text: String, after line: String, in file: String) -> String {
    "  - text.insert: {file: \(file), after: '\(line)', text: \"\(text)\"}\n"
  }

  @Test("is a conflict at that operation, with the generated text; those behind it are tried")
  func unreadable() throws {
    let trial = try Trial(
      "operations:\n" + insertion("oops:\\n a: b", after: "jvb:", in: "a.yml")
        + "  - compose.add-environment: {file: a.yml, service: jvb, names: [TZ]}",
      on: ["a.yml": Self.compose])
    #expect(trial.words == ["conflict", "applied"])
    #expect(
      trial.conflicts == """
        U243: `text.insert` breaks a.yml: mapping values are not allowed in this context: quote a text with `: ` in it, or check the indentation
          --> patches/trial/patch.yaml:5:5
           |  - text.insert: {file: a.yml, after: 'jvb:', text: "oops:\\n a: b"}
          --> a.yml:7:10
           |  image: jvb
           =   4:   jvb:
           =   5: oops:
           =   6:  a: b
           = > 7:     image: jvb
           =   8:     restart: always
           = advice: fix the operation: its result is shown as it would be generated

        """)
    #expect(trial.outcome.conflicts.first?.places.last?.tree == .generated)
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("is a conflict when it tears a service apart")
  func torn() throws {
    let trial = try Trial(
      "operations:\n" + insertion("  healthcheck:\\n    interval: 10s", after: "jvb:", in: "a.yml"),
      on: ["a.yml": Self.compose])
    #expect(trial.words == ["conflict"])
    #expect(
      trial.outcome.conflicts.first?.headline
        == "`text.insert` breaks a.yml: `image` of service `jvb` belongs to `healthcheck` now")
    let empty = try Trial(
      """
      operations:
        - text.replace: {file: a.yml, find: "    image: jvb\\n    restart: always\\n", with: ""}
      """, on: ["a.yml": Self.compose])
    #expect(
      empty.outcome.conflicts.first?.headline
        == "`text.replace` breaks a.yml: service `jvb` has nothing left")
  }

  @Test(
    "is none when a service is renamed, moved or edited",
    arguments: [
      ("  jvb:", "  bridge:"), ("    image: jvb\\n", ""), ("image: web", "image: web2"),
      ("  web:\\n    image: web\\n", ""), ("  jvb:", "  jvb2:\\n    image: x\\n  jvb:"),
    ])
  func meant(_ find: String, _ with: String) throws {
    let trial = try Trial(
      "operations:\n  - text.replace: {file: a.yml, find: \"\(find)\", with: \"\(with)\"}",
      on: ["a.yml": Self.compose])
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
  }

  @Test(
    "is told of each language",
    arguments: [
      ("env.example", "A=1\n", "B=\\\"x", "the quote has no end"),
      ("env.example", "A=1\n", "no variable!", "a line is neither a variable nor a comment"),
      ("jibri/Dockerfile", "FROM a\n", "RUN <<EOF", ""),
      ("web/rootfs/defaults/meet.conf", "a;\n", "b {", "the brace is not closed"),
      ("jicofo/rootfs/defaults/jicofo.conf", "a = 1\n", "b {", "the brace is not closed"),
      ("web/rootfs/defaults/system-config.js", "x\n", "{{ if .Env.X }}", ""),
      ("gen.sh", "#!/bin/sh\n", "if true; then", ""), ("other.yml", "a: 1\n", "b: [", ""),
    ])
  func languages(_ file: String, _ content: String, _ text: String, _ message: String) throws {
    let line = content.split(separator: "\n").last.map { String($0) } ?? ""
    let trial = try Trial(
      "operations:\n" + insertion(text, after: line, in: file), on: [file: content])
    #expect(trial.words == ["conflict"], "\(file): \(text)")
    #expect(
      trial.conflicts.hasPrefix("U243: `text.insert` breaks \(file): \(message)"),
      "\(trial.conflicts)")
  }

  @Test("is one that adds a compose file which can't be read, and none that adds another file")
  func added() throws {
    func trial(_ path: String, _ content: String) throws -> Trial {
      try Trial(
        "operations:\n  - file.add: {path: \(path), from: f}", on: [:], own: ["f": content])
    }
    #expect(
      try trial("b.yml", "services: [").conflicts.hasPrefix("U243: `file.add` breaks b.yml: "))
    #expect(try trial("a/b.conf", "[default]\nx = {{ .Env.X }}\n").words == ["applied"])
  }

  @Test("is none where the file could not be read before")
  func before() throws {
    let trial = try Trial(
      "operations:\n" + insertion("B=2", after: "A=1", in: "env.example"),
      on: ["env.example": "A=1\nC=\"x\n"])
    #expect(trial.words == ["applied"])
  }
}
