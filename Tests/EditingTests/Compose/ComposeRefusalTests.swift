import Editing
import Testing

/// Edits that are refused, with the reason and the place, and edits with nothing to do.
struct ComposeRefusalTests {
  private func failure(_ operation: ComposeOperation, _ yaml: String) -> EditingError? {
    do throws(EditingError) {
      _ = try operation.applied(to: SourceText(yaml))
      return nil
    } catch {
      return error
    }
  }

  static let refusals: [(ComposeOperation, String, EditingError.Kind, String)] = [
    (
      .renameNetwork("o", to: "n"), "services: {a: {networks: [o, n]}}", .ambiguous,
      "service `a` has the network `o` and `n`, too"
    ),
    (
      .renameNetwork("o", to: "n"), "services: {a: {networks: {n: , o: }}}", .ambiguous,
      "service `a`"
    ),
    (
      .renameNetwork("o", to: "n"),
      "x: &x {networks: {n: }}\nservices: {a: {<<: *x}, b: {networks: {<<: {n: }, o: }}}",
      .ambiguous,
      "service `b`"
    ),
    (
      .renameNetwork("o", to: "n"), "services: {a: {networks: [o]}}\nnetworks: {o: , n: }",
      .ambiguous,
      "the file"
    ),
    (
      .renameNetwork("o", to: "n"), "x-n: &n o\nservices: {a: {networks: [*n]}}", .unsupported,
      "shared by an anchor"
    ),
    (
      .renameNetwork("o", to: "n"), "services: {a: {hostname: *o, networks: [x]}}", .malformed,
      "no anchor"
    ),
    (
      .addEnvironment("b", ["X"]), "services: {a: {image: x}}", .notFound, "no service `b`, but `a`"
    ),
    (.addEnvironment("a", ["X"]), "services:\n  a:\n", .unsupported, "nothing in it"),
    (
      .addEnvironment("a", ["X"]), "x: &x {environment: [A]}\nservices: {a: {<<: *x, image: i}}",
      .unsupported, "`environment` of service `a` is shared by an anchor"
    ),
    (
      .addEnvironment("a", ["X"]), "x: &x [A]\nservices: {a: {environment: *x}}", .unsupported,
      "shared"
    ),
    (
      .addEnvironment("a", ["X"]), "services: {a: {environment: &x [A]}, b: {environment: *x}}",
      .unsupported, "shared"
    ),
    (
      .addEnvironment("a", ["X"]), "services: {a: &x {image: i}, b: {<<: *x}}", .unsupported,
      "service `a` is shared"
    ),
    (
      .addEnvironment("a", ["X"]), "x: &x {A: 1}\nservices: {a: {environment: {<<: *x, B: 1}}}",
      .unsupported, "merge key"
    ),
    (
      .addEnvironment("a", ["X"]), "services:\n  a:\n    environment:\n      A: |\n        x",
      .unsupported, "without a line feed"
    ),
    (
      .setEnvironment("a", "X", "1"), "services: {a: {environment: [X, X=2]}}", .ambiguous,
      "2 times"
    ),
    (
      .setEnvironment("a", "X", "1"), "x: &x X=0\nservices: {a: {environment: [*x]}}", .unsupported,
      "shared"
    ),
    (
      .setEnvironment("a", "X", "1"), "x: &x 0\nservices: {a: {environment: {X: *x}}}",
      .unsupported,
      "shared"
    ),
    (
      .setEnvironment("a", "X", "1"), "x: &x {X: 0}\nservices: {a: {environment: {<<: *x}}}",
      .unsupported, "shared"
    ),
    (
      .setVolume("a", target: "/t", source: "s", options: nil, adding: false),
      "services: {a: {volumes: ['x:/other']}}", .notFound, "no mount at `/t`"
    ),
    (
      .setVolume("a", target: "/t", source: "s", options: nil, adding: true),
      "services: {a: {volumes: ['x:/t', 'y:/t/']}}", .ambiguous, "2 mounts"
    ),
    (
      .setVolume("a", target: "/t", source: "s", options: nil, adding: true),
      "x: &x 'x:/t'\nservices: {a: {volumes: [*x]}}", .unsupported, "shared"
    ),
    (
      .setVolume("a", target: "/t", source: "s", options: nil, adding: true),
      "services: {a: {volumes: [{type: tmpfs, target: /t}]}}", .unsupported, "type `tmpfs`"
    ),
    (
      .setVolume("a", target: "/t", source: "s", options: ["Z"], adding: true),
      "services: {a: {volumes: [{type: bind, source: x, target: /t}]}}", .unsupported, "long form"
    ),
    (
      .setVolume("a", target: "/t", source: "s", options: nil, adding: true),
      "services: {a: {volumes: ['a:b:c:d']}}", .malformed, "source:target"
    ),
    (
      .setBuild("a", context: ".", dockerfile: nil, [:], removingImage: true),
      "x: &x {image: i}\nservices: {a: {<<: *x, ports: [80]}}", .unsupported, "`image`"
    ),
    (
      .setBuild("a", context: ".", dockerfile: nil, [:], removingImage: false),
      "services: {a: {build: {context: x, target: y}}}", .unsupported, "other keys"
    ),
    (
      .setBuild("a", context: ".", dockerfile: nil, [:], removingImage: true),
      "services: {a: {image: &i x}, b: {image: *i}}", .unsupported, "`image`"
    ),
    (
      .setBuild("b", context: ".", dockerfile: nil, [:], removingImage: true),
      "services:\n  a: &a\n    image: x\n  b:\n    <<: *a\n    image: y\n", .unsupported,
      "merge key, too"
    ),
    (
      .pin(["a"], release: "1"), "services: {a: {image: 'o/a@sha256:00'}}", .unsupported, "digest"
    ),
    (
      .pin(["a"], release: "1"), "services: {a: {image: '${I:-o/a:2}'}}", .unsupported, "variable"
    ),
    (
      .pin(["a"], release: "1"), "services: {a: {image: '${R:-{o}/a:2'}}", .unsupported, "brace"
    ),
    (.renameNetwork("o", to: "n"), "service: {}", .malformed, "services"),
    (.renameNetwork("o", to: "n"), "services: [a]", .malformed, "services"),
    (.renameNetwork("o", to: "n"), "services: {a: [x]}", .malformed, "is a mapping"),
    (.renameNetwork("o", to: "n"), "services: {a: {environment: 5}}", .malformed, "is a mapping"),
    (.renameNetwork("o", to: "n"), "services: {a: {networks: [[x]]}}", .malformed, "is a text"),
    (.renameNetwork("o", to: "n"), "services: {a: {volumes: {x: y}}}", .malformed, "in a list"),
    (
      .renameNetwork("o", to: "n"), "services: {a: {volumes: ['${x']}}", .malformed, "source:target"
    ),
  ]

  @Test(arguments: refusals)
  func isRefused(
    operation: ComposeOperation, yaml: String, kind: EditingError.Kind, message: String
  ) throws {
    let error = try #require(failure(operation, yaml))
    #expect(error.kind == kind)
    #expect(error.message.contains(message), "\(error.message)")
    #expect(error.kind == .notFound || error.offset != nil)
  }

  @Test(
    arguments: [
      (.renameNetwork("o", to: "n"), "services: {a: {networks: {n: }}}\nnetworks: {n: }", 2),
      (.renameNetwork("o", to: "n"), "services: {a: {networks: [x]}}", 0),
      (.addEnvironment("a", ["A", "B", "C"]), "services: {a: {environment: [B=1, C, A]}}", 3),
      (.addEnvironment("a", ["A", "B"]), "services: {a: {environment: {A: 1, B: }}}", 2),
      (.addEnvironment("a", ["A"]), "x: &x {environment: [A]}\nservices: {a: {<<: *x}}", 1),
      (.setEnvironment("a", "A", "1"), "services: {a: {environment: {A: 1}}}", 1),
      (.setEnvironment("a", "A", ""), "services: {a: {environment: [A=]}}", 1),
      (
        .setVolume("a", target: "/t", source: "s", options: nil, adding: false),
        "services: {a: {volumes: ['s:/t:Z']}}", 1
      ),
      (
        .setVolume("a", target: "/t", source: "s", options: ["z", "ro"], adding: false),
        "services: {a: {volumes: ['s:/t:ro,z']}}", 1
      ),
      (
        .setVolume("a", target: "/t", source: "s", options: ["ro"], adding: false),
        "services: {a: {volumes: [{source: s, target: /t, read_only: true}]}}", 1
      ),
      (
        .setBuild("a", context: ".", dockerfile: nil, [:], removingImage: true),
        "services: {a: {build: .}}", 1
      ),
      (.pin(["a"], release: "1"), "services: {a: {image: 'o/a:${VERSION:-1}'}}", 1),
      (.pin(["b"], release: "1"), "services: {a: {image: 'o/a:2'}, c: {build: .}}", 0),
    ] as [(ComposeOperation, String, Int)])
  func nothingToDo(operation: ComposeOperation, yaml: String, already: Int) throws {
    let outcome = try operation.outcome(on: ComposeFile(SourceText(yaml)))
    #expect(outcome.edits.isEmpty && outcome.changed.isEmpty)
    #expect(outcome.already.count == already)
    #expect(SourceText(yaml).applying(outcome.edits) == SourceText(yaml))
  }
}
