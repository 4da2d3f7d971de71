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
      try trial(["gen.sh": "other\n"], base: "other\n").conflicts.hasPrefix(
        "U209: the diff does not fit gen.sh of stable-100: "))
    #expect(
      try trial(["gen.sh": "other\n"], base: nil).conflicts
        .hasPrefix("U209: gen.sh does not exist in stable-100, the diff's base release\n"))
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

  @Test(
    "is what git diff prints, with other prefixes or none",
    arguments: [("i/", "w/"), ("c/", "w/"), ("", ""), ("w/", "i/")])
  func prefixes(_ old: String, _ new: String) throws {
    let diff = Self.diff.replacing("a/gen", with: old + "gen").replacing("b/gen", with: new + "gen")
    let trial = try trial(["gen.sh": Self.old], diff: diff)
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
    #expect(trial.again() == (["already"], true))
    let added =
      "diff --git \(old)new \(new)new\nnew file mode 100755\n--- /dev/null\n+++ \(new)new\n@@ -0,0 +1 @@\n+x\n"
    #expect(try self.trial([:], diff: added).workspace.files == (try tree(["new*": "x\n"])))
  }

  @Test("is one made in the deployment, below its folder and with lines of other patches")
  func deployed() throws {
    let diff = Self.diff.replacing("gen.sh", with: "confomeet/gen.sh")
      .replacing(" one\n", with: " ONE\n")
    func trial(_ text: String) throws -> Trial {
      try Trial(
        """
        operations:
          - text.replace: {file: gen.sh, find: one, with: ONE}
          - diff: {file: files/gen.diff, base: stable-100}
        """, on: ["gen.sh": text], own: ["files/gen.diff": diff],
        history: TrialHistory(releases: ["stable-100": ["gen.sh": Self.old]]), folder: "confomeet")
    }
    let applied = try trial("zero\n" + Self.old)
    #expect(applied.words == ["applied", "applied"], "\(applied.conflicts)")
    #expect(try applied.text("gen.sh") == "zero\nONE\nTWO\nthree\nfour\nfive\nsix\nseven\n")
    #expect(applied.again().isUnchanged)
    let changed = try trial(Self.old.replacing("three", with: "3"))
    #expect(
      changed.conflicts.hasPrefix(
        "U209: the diff does not fit gen.sh of stable-100: hunk 1"), "\(changed.conflicts)")
    #expect(
      changed.conflicts.contains(
        "nor does it fit the file as it is at stable-9364-1: the lines of hunk 1"))
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
