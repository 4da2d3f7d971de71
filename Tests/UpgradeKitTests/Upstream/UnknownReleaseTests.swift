import Findings
import Testing
import UpgradeKit

/// A release that upstream does not have, under the name that was asked for.
struct UnknownReleaseTests {
  @Test(
    "the names that may have been meant are told, and the newest release",
    arguments: [
      ("stable-10185", "stable-10184"), ("v10184", "stable-10184"), ("1018", "stable-10184"),
      ("stable-11146", "stable-11146-2"),
      ("Stable_9364.1", "stable-9364-1"), ("stable-9364", "stable-9364-1"),
      ("stable-010184", "stable-10184"),
    ])
  func near(_ asked: String, _ meant: String) throws {
    let finding = try Site().failure(asked)
    #expect(finding.code.rawValue == "G501")
    #expect(finding.headline.contains("`\(asked)`"))
    #expect(finding.evidence == ["the newest release is stable-11146-2"])
    #expect(finding.advice.first?.hasPrefix("did you mean `\(meant)`") == true)
  }

  @Test(
    "whatever is asked for",
    arguments: [
      "", "newest", "main", "@",
      "stable-99999999999999999999999", "stable--1", "refs/tags/stable-10184",
      "stable-10184\n", "unstable",
    ])
  func strange(_ asked: String) throws {
    let finding = try Site().failure(asked)
    #expect(finding.code.rawValue == "G501")
    #expect(!finding.evidence.isEmpty)
    #expect(!finding.advice.isEmpty)
  }

  @Test("an upstream without releases says so")
  func noRelease() throws {
    let finding = try Site(history: []).failure()
    #expect(finding.code.rawValue == "G501")
    #expect(finding.evidence == ["upstream has no release at all"])
    #expect(!finding.advice.isEmpty)
  }
}
