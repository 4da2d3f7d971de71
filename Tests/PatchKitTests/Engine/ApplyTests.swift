import Findings
import GitKit
import PatchKit
import Testing

@Suite("Applying a patch")
struct ApplyTests {
  private static let variants = """
    variants:
      - name: new
        when: [{file: f, contains: new}, {file-exists: g}]
        operations:
          - text.replace: {file: f, find: x, with: y}
      - name: old
        when: [{file: f, contains: x}]
        assumes:
          - {file-exists: h, because: it is read as well}
          - {file: f, lacks: z, because: z would be in the way}
        operations:
          - text.replace: {file: f, find: x, with: z}
      - name: any
        operations:
          - text.replace: {file: f, find: x, with: z, expect: any}
    """

  @Test("takes the first variant whose conditions all hold")
  func variant() throws {
    let new = try Trial(Self.variants, on: ["f": "new x", "g": "", "h": ""])
    #expect(new.outcome.variant?.name == "new")
    #expect(try new.text("f") == "new y")
    let old = try Trial(Self.variants, on: ["f": "new x", "h": ""])
    #expect(old.outcome.variant?.name == "old")
    #expect(try old.text("f") == "new z")
    #expect(try Trial(Self.variants, on: ["f": ""]).outcome.variant?.name == "any")
  }

  @Test("without a variant that suits is a conflict that says what each lacks")
  func noVariant() throws {
    let body = Self.variants.replacing(
      "  - name: any\n", with: "  - name: any\n    when: [{file-missing: f}]\n")
    let trial = try Trial(body, on: ["f": "new"])
    #expect(trial.outcome.variant == nil && trial.outcome.operations.isEmpty)
    #expect(
      trial.conflicts == """
        U201: no variant of patch `trial` suits stable-9364-1
          --> patches/trial/patch.yaml:1:1
           |  id: trial
           = variant `new`: not so that g exists
           = variant `old`: not so that f contains `x`
           = variant `any`: not so that f does not exist
           = advice: add a variant for the layout that stable-9364-1 has, or retire the patch

        """)
  }

  @Test("whose assumptions fail is a conflict for each, and no operation is tried")
  func assumptions() throws {
    let trial = try Trial(Self.variants, on: ["f": "x z"])
    #expect(trial.outcome.variant?.name == "old" && trial.outcome.operations.isEmpty)
    #expect(
      trial.conflicts == """
        U202: it is no longer so that h exists
          --> patches/trial/patch.yaml:12:9
           |  - {file-exists: h, because: it is read as well}
          --> h
           = the patch relies on it because it is read as well
           = advice: see what upstream does instead; then change the patch, or the assumption if it was too narrow

        U202: it is no longer so that f does not contain `z`
          --> patches/trial/patch.yaml:13:9
           |  - {file: f, lacks: z, because: z would be in the way}
          --> f
           = the patch relies on it because z would be in the way
           = advice: see what upstream does instead; then change the patch, or the assumption if it was too narrow

        """)
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("looks at what upstream tagged, not at what other patches made of it")
  func upstream() throws {
    var workspace = Workspace(
      release: try #require(ReleaseName("stable-1")), upstream: try tree(["f": "x", "h": ""]))
    let first = try patch("operations:\n  - text.replace: {file: f, find: x, with: x new}")
    #expect(first.apply(to: &workspace).conflicts.isEmpty)
    let outcome = try patch(Self.variants).apply(to: &workspace)
    #expect(outcome.variant?.name == "old")
    #expect(workspace.files == (try tree(["f": "z new", "h": ""])))
  }

  @Test("below the release that it is for is a conflict")
  func since() throws {
    let body = "since: stable-9364-1\noperations:\n  - text.replace: {file: f, find: x, with: y}"
    for (release, isEarly) in [
      ("stable-9364", true), ("stable-9258", true), ("stable-9364-1", false),
      ("stable-10008", false),
    ] {
      let trial = try Trial(body, on: ["f": "x"], release: release)
      #expect(trial.outcome.conflicts.isEmpty == !isEarly, "\(release)")
    }
    #expect(
      try Trial(body, on: ["f": "x"], release: "stable-9258").conflicts == """
        U201: patch `trial` is for stable-9364-1 and newer releases, not for stable-9258
          --> patches/trial/patch.yaml:1:1
           |  id: trial
           = advice: take stable-9364-1 or a newer release

        """)
  }

  @Test("with a conflict changes nothing, and reports every operation that fails")
  func conflicts() throws {
    let body = """
      operations:
        - text.replace: {file: f, find: x, with: y}
        - text.replace: {file: gone, find: x, with: y, reason: it has to}
        - text.replace: {file: f, find: y, with: z}
        - text.replace: {file: f, find: nothing, with: w}
      """
    let trial = try Trial(body, on: ["f": "x"])
    #expect(trial.words == ["applied", "conflict", "applied", "conflict"])
    #expect(
      trial.outcome.conflicts.map(\.headline) == [
        "gone does not exist in stable-9364-1", "the text to replace is not there, in f",
      ])
    #expect(trial.outcome.conflicts[0].evidence == ["reason of the operation: it has to"])
    #expect(trial.outcome.conflicts.map { $0.places[0].line } == [6, 8])
    #expect(trial.workspace.files == trial.workspace.upstream)
  }

  @Test("after one with a conflict is tried all the same")
  func next() throws {
    var workspace = Workspace(
      release: try #require(ReleaseName("stable-1")), upstream: try tree(["f": "x"]))
    let bad =
      "operations:\n  - text.replace: {file: f, find: x, with: y}\n  - file.remove: {path: g}"
    #expect(try patch(bad).apply(to: &workspace).conflicts.count == 1)
    let good = try patch("operations:\n  - text.replace: {file: f, find: x, with: z}")
    #expect(good.apply(to: &workspace).conflicts.isEmpty)
    #expect(workspace.files == (try tree(["f": "z"])))
  }

  @Test("shows upstream's lines short and printable")
  func excerpts() throws {
    let line = "x \u{1B}[31m" + String(repeating: "é", count: 5_000)
    let trial = try Trial(
      "operations:\n  - text.insert: {file: f, after: \"\(String(repeating: "é", count: 9))\", text: y}",
      on: ["f": String(repeating: String(repeating: "é", count: 9) + "\n", count: 2)])
    #expect(trial.outcome.conflicts.first?.places.last?.excerpt == String(repeating: "é", count: 9))
    let hostile = try Trial(
      "operations:\n  - block.insert: {file: f, into: a, text: b = 1}", on: ["f": "\(line) }\n"])
    let excerpt = try #require(hostile.outcome.conflicts.first?.places.last?.excerpt)
    #expect(excerpt.unicodeScalars.count < 200 && !excerpt.unicodeScalars.contains("\u{1B}"))
  }

  @Test("gives the guarantees of the patch and of the variant in use, and says which are not held")
  func guarantees() throws {
    let body = """
      variants:
        - name: one
          when: [{file-exists: f}]
          operations:
            - text.replace: {file: f, find: x, with: y}
          guarantees:
            - file: {path: f, contains: z}
        - name: other
          operations:
            - file.remove: {path: f}
          guarantees:
            - file: {path: g}
      guarantees:
        - file: {path: f}
      """
    let trial = try Trial(body, on: ["f": "x"])
    let subject = GuaranteeSubject(
      release: trial.workspace.release, upstream: trial.workspace.upstream,
      generated: trial.workspace.files)
    let results = trial.outcome.checkGuarantees(on: subject)
    #expect(results.map(\.check.isHeld) == [true, false])
    #expect(
      text(of: results.compactMap { $0.finding(release: subject.release) }) == """
        U207: patch `trial` went through, but it is not so that f is there and contains `z`
          --> patches/trial/patch.yaml:10:9
           |  - file: {path: f, contains: z}
           = f lacks the text
           = advice: see what stable-9364-1 does with it; then mend the patch's operations, or the guarantee if it asks too much

        """)
  }
}
