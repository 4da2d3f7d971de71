import Findings
import GitKit
import Reports
import Testing
import UpgradeKit

/// Someone rewrote upstream.
struct MovedDriftTests {
  private let site: Site
  private let repository: Repository

  init() throws {
    site = try Site.deployed("stable-10184")
    repository = try Repository(opening: site.upstream)
  }

  @Test("the tag is as it was")
  func unmoved() throws {
    #expect(try site.drift([.moved]).codes == [])
  }

  @Test("it names another commit: an error, and the other checks go by the locked one")
  func moved() throws {
    let other = try #require(try repository.tag(named: "stable-11146-2")?.commit)
    try repository.tag("stable-10184", at: other, replacing: true)
    let report = try site.drift()
    let finding = try report.one("D303")
    #expect(report.verdict == .drifted)
    #expect(report.findings.first?.severity == .error)
    #expect(finding.evidence[1].contains(other.hex))
    #expect(finding.evidence[2].contains(#/^\d+ files differ: /#))
    #expect(report.state(.patches) == .inStep)
    #expect(report.state(.images) == .inStep)
    #expect(report.state(.deployment) == .inStep)
  }

  @Test("it was made anew on the same commit")
  func otherTagObject() throws {
    let commit = try #require(try repository.tag(named: "stable-10184")?.commit)
    try repository.tag(
      "stable-10184", at: commit, annotation: (tagger: Site.author, message: "again\n"),
      replacing: true)
    #expect(try site.drift([.moved]).one("D303").evidence[2].contains("made anew"))
  }

  @Test("it is gone")
  func gone() throws {
    try repository.deleteTag("stable-10184")
    let report = try site.drift([.moved])
    #expect(report.verdict == .drifted)
    #expect(report.codes == ["D304"])
  }

  @Test("the commit is gone as well: what needs its files is not checked, and that is said")
  func commitGone() throws {
    let lock = try #require(site.lock)
    let commit = try #require(try repository.tag(named: "stable-10184")?.commit)
    let other = String(repeating: "1", count: 40)
    try site.sandbox.write(["upstream-lock.yaml": lock.replacing(commit.hex, with: other)], to: "")
    let report = try site.drift()
    #expect(Set(report.codes).isSuperset(of: ["D303", "D305"]))
    #expect(report.state(.patches) == .unchecked)
    #expect(report.state(.images) == .unchecked)
    #expect(report.state(.deployment) == .inStep)
    #expect(try site.driftFailure([.patches]).code.rawValue == "D305")
  }
}
