import Findings
import GitKit
import PatchKit
import Testing

@Suite("diff")
struct ApplyDiffTests {
  private static let body = "operations:\n  - diff: {file: files/gen.diff, base: stable-100}"
  private static let old = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
  private static let diff = """
    diff --git a/gen.sh b/gen.sh
    index 0000001..0000002 100644
    --- a/gen.sh
    +++ b/gen.sh
    @@ -1,4 +1,4 @@
     one
    -two
    +TWO
     three
     four

    """

  private func trial(
    _ upstream: [String: String], diff: String = Self.diff, moves: [String: String] = [:],
    base: String? = Self.old
  ) throws -> Trial {
    let releases = base.map { ["stable-100": ["gen.sh": $0]] } ?? [:]
    return try Trial(
      Self.body, on: upstream, own: ["files/gen.diff": diff],
      history: TrialHistory(moves: moves, releases: releases))
  }

  @Test("is merged with what upstream changed since")
  func applied() throws {
    let trial = try trial(["gen.sh": "zero\n" + Self.old.replacing("seven", with: "SEVEN")])
    #expect(trial.words == ["applied"])
    #expect(
      try trial.text("gen.sh") == "zero\n"
        + Self.old.replacing("seven", with: "SEVEN").replacing("two", with: "TWO"))
    #expect(trial.again() == (["already"], true))
    #expect(trial.outcome.operations[0].outcome.effects.map(\.changed) == [[3]])
  }

  @Test("leaves the mode that upstream has given the file since, and changes it when the diff does")
  func mode() throws {
    let kept = try trial(["gen.sh*": Self.old])
    #expect(kept.workspace.files == (try tree(["gen.sh*": Self.old.replacing("two", with: "TWO")])))
    let mode = "diff --git a/gen.sh b/gen.sh\nold mode 100644\nnew mode 100755\n"
    let changed = try trial(["gen.sh": Self.old], diff: mode)
    #expect(changed.workspace.files == (try tree(["gen.sh*": Self.old])))
    #expect(changed.again() == (["already"], true))
  }

  @Test("adds files")
  func added() throws {
    let diff =
      "diff --git a/new b/new\nnew file mode 100755\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+x\n"
    let trial = try trial([:], diff: diff)
    #expect(trial.workspace.files == (try tree(["new*": "x\n"])))
    #expect(trial.again() == (["already"], true))
    #expect(
      try self.trial(["new": "y"], diff: diff).conflicts.hasPrefix(
        "U208: new is there in stable-9364-1"))
  }

  @Test("is a conflict where upstream changed the same lines")
  func conflicts() throws {
    #expect(
      try trial(["gen.sh": Self.old.replacing("two", with: "2")]).conflicts == """
        U209: the diff and upstream change the same lines of gen.sh
          --> patches/trial/patch.yaml:5:5
           |  - diff: {file: files/gen.diff, base: stable-100}
          --> gen.sh
           = about line 2
           = advice: make the diff anew on stable-9364-1, in a variant of its own

        """)
  }

  @Test("is a conflict when it does not fit its base, or there is none")
  func base() throws {
    #expect(
      try trial(["gen.sh": Self.old], base: "other\n").conflicts.hasPrefix(
        "U209: the diff does not fit gen.sh of stable-100: "))
    #expect(
      try trial(["gen.sh": Self.old], base: nil).conflicts
        .hasPrefix("U204: gen.sh does not exist in stable-100, the diff's base release\n"))
    #expect(try trial([:]).conflicts.hasPrefix("U204: gen.sh does not exist in stable-9364-1\n"))
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try trial(["bin/gen.sh": Self.old], moves: ["gen.sh": "bin/gen.sh"])
    #expect(try trial.text("bin/gen.sh") == Self.old.replacing("two", with: "TWO"))
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
    #expect(trial.again() == (["already"], true))
  }

  @Test("does not delete or rename")
  func deleted() throws {
    let diff =
      "diff --git a/gen.sh b/gen.sh\ndeleted file mode 100644\n--- a/gen.sh\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n"
    let trial = try trial(["gen.sh": "one\n"], diff: diff, base: "one\n")
    #expect(
      trial.conflicts.hasPrefix(
        "U209: a diff can change and add files, not delete, rename or copy them\n"))
  }

  @Test("takes a unified diff and a release")
  func invalid() throws {
    let own = ["files/gen.diff": "not a diff\n"]
    #expect(
      try problems(with: Self.body, own: own).hasPrefix("P109: files/gen.diff is no unified diff: ")
    )
    #expect(try problems(with: Self.body).hasPrefix("P107: "))
    let bad = Self.body.replacing("stable-100", with: "main")
    #expect(try problems(with: bad, own: ["files/gen.diff": Self.diff]).hasPrefix("P109: "))
  }
}
