import Editing
import Testing

/// Variables in values, by the Compose specification.
struct InterpolationTests {
  private let environment = ["A": "a", "EMPTY": "", "B_1": "b"]

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("$$A", "$A"), ("$${A}", "${A}"), ("$A/$B_1-", "a/b-"),
    ("${A}x", "ax"),
    ("${NONE}", ""), ("$NONE", ""), ("${NONE:-d}", "d"), ("${NONE-d}", "d"), ("${EMPTY:-d}", "d"),
    ("${EMPTY-d}", ""), ("${A:-d}", "a"), ("${A:+r}", "r"), ("${EMPTY:+r}", ""),
    ("${EMPTY+r}", "r"),
    ("${NONE+r}", ""), ("${A:?m}", "a"), ("${EMPTY?m}", ""), ("${NONE:-${A}}", "a"),
    ("${NONE:-x${NONE:-${B_1}y}z}", "xbyz"), ("${NONE:-$A:$$}", "a:$"), ("${NONE:-}", ""),
    ("${NONE:-a:b/c}", "a:b/c"), ("é${A}🐟", "éa🐟"), ("${NONE:-{x}", "{x"),
    ("a$", "a$"), ("$ a", "$ a"), ("$1b", "$1b"), ("$(ls)", "$(ls)"), ("${NONE:-{a}b}", "{a}b"),
    ("${A:-{}}", "a"), ("${NONE:-a}b}", "ab}"), ("$-$A", "$-a"), ("${A:-${B}", "a"),
  ])
  func evaluates(text: String, expected: String) throws {
    #expect(try Interpolation.evaluate(text, environment) == expected)
  }

  @Test(arguments: [
    ("x${NONE:?set it}", EditingError.Kind.notFound, 1, "`NONE` is required: set it"),
    ("${EMPTY:?}", .notFound, 0, "`EMPTY` is required"),
    ("${NONE?m}", .notFound, 0, "m"),
    ("ab${NONE:-é${X:?m}}", .notFound, 12, "`X`"),
    ("a${A", .malformed, 1, "not closed"),
    ("${NONE:-${B}", .malformed, 8, "not closed"),
    ("${}", .malformed, 0, "no use of a variable"),
    ("${1A}", .malformed, 0, "no use of a variable"),
    ("${A:}", .malformed, 0, "no use of a variable"),
    ("${A:=x}", .malformed, 0, "no use of a variable"),
    ("${A!x}", .malformed, 0, "no use of a variable"),
  ])
  func refuses(text: String, kind: EditingError.Kind, offset: Int, message: String) throws {
    do throws(EditingError) {
      let value = try Interpolation.evaluate(text, environment)
      Issue.record("evaluated to \(value)")
    } catch {
      #expect(error.kind == kind)
      #expect(error.offset == offset)
      #expect(error.message.contains(message), "\(error.message)")
    }
  }

  @Test func nestingIsBounded() throws {
    let deep = String(repeating: "${X:-", count: 10_000) + String(repeating: "}", count: 10_000)
    #expect(throws: EditingError.self) { try Interpolation.evaluate(deep, [:]) }
    #expect(throws: EditingError.self) { try Interpolation.variables(in: deep) }
  }

  @Test func listsVariablesWithDefaultsAndPlaces() throws {
    let text = "$A ${B:-x${C-y}} ${D:?m}"
    let variables = try Interpolation.variables(in: text)
    #expect(variables.map(\.name) == ["A", "B", "C", "D"])
    #expect(variables.map(\.defaultText) == [nil, "x${C-y}", "y", nil])
    #expect(
      variables.map { SourceText(text).string(in: $0.range) } == [
        "$A", "${B:-x${C-y}}", "${C-y}", "${D:?m}",
      ])
    #expect(variables.map(\.operator) == [nil, .defaultIfEmpty, .defaultIfUnset, .requiredIfEmpty])
  }
}

/// Names of images.
struct ImageReferenceTests {
  @Test(arguments: [
    ("jitsi/jibri", "jitsi/jibri", nil, nil, "jibri", nil),
    ("jitsi/jibri:stable-1", "jitsi/jibri", "stable-1", nil, "jibri", nil),
    (
      "${R:-ghcr.io/jitsi}/jibri:${V:-unstable}", "${R:-ghcr.io/jitsi}/jibri", "${V:-unstable}",
      nil,
      "jibri", nil
    ),
    ("localhost:5000/x", "localhost:5000/x", nil, nil, "x", "localhost:5000"),
    ("ghcr.io/a/b/c:1", "ghcr.io/a/b/c", "1", nil, "c", "ghcr.io"),
    ("a/b:1@sha256:00", "a/b", "1", "sha256:00", "b", nil),
    ("a/b@sha256:00", "a/b", nil, "sha256:00", "b", nil),
    ("mongo", "mongo", nil, nil, "mongo", nil),
    ("${I:-a/b}", "${I:-a/b}", nil, nil, "b", nil),
    ("${I:-a/b:1}", "${I:-a/b:1}", nil, nil, "b", nil),
  ])
  func parts(
    text: String, repository: String, tag: String?, digest: String?, name: String, registry: String?
  ) throws {
    let reference = try #require(ImageReference(text))
    #expect(reference.repository == repository)
    #expect(reference.tag == tag)
    #expect(reference.digest == digest)
    #expect(reference.name == name)
    #expect(reference.registry == registry)
  }

  @Test(arguments: ["", ":1", "${A", "@x"])
  func noReference(text: String) {
    #expect(ImageReference(text) == nil)
  }
}
