import Findings
import GitKit
import Reports
import Testing
import UpgradeKit

/// The tag that the lock names is no longer what it was: nobody signs them, so that is all there is to notice.
struct MovedTagTests {
  private let site: Site
  private let repository: Repository

  init() throws {
    site = try Site()
    repository = try Repository(opening: site.upstream)
  }

  private func moved(_ release: String) throws -> Finding {
    let finding = try site.failure(release)
    #expect(finding.code.rawValue == "G502")
    #expect(finding.places.map(\.path) == ["upstream-lock.yaml"])
    #expect(!finding.advice.isEmpty)
    #expect(try site.failure(release, dryRun: true) == finding)
    return finding
  }

  @Test("it names another commit", arguments: ["stable-10184", "stable-11146-2"])
  func otherCommit(_ release: String) throws {
    try site.upgrade("stable-10184")
    let other = try #require(try repository.branch(named: "main"))
    try repository.tag("stable-10184", at: other, replacing: true)
    let finding = try moved(release)
    #expect(finding.evidence.count == 2)
    #expect(finding.evidence.last?.contains(other.hex) == true)
  }

  @Test("it is gone")
  func gone() throws {
    try site.upgrade("stable-10184")
    try repository.deleteTag("stable-10184")
    #expect(try moved("stable-11146-2").headline.contains("no longer has"))
  }

  @Test("it was made anew on the same commit: annotated, or lightweight, or by somebody else")
  func otherTagObject() throws {
    let commit = try #require(try repository.tag(named: "stable-10184")?.commit)
    let annotated = (tagger: Site.author, message: "again\n")
    try site.upgrade("stable-10184")
    try repository.tag("stable-10184", at: commit, annotation: annotated, replacing: true)
    #expect(try moved("stable-10184").evidence.first?.hasSuffix("tag object none") == true)

    try repository.tag("stable-10184", at: commit, replacing: true)
    #expect(try site.upgrade("stable-10184").verdict == .upToDate)

    try site.upgrade("stable-9364-1")
    let old = try #require(try repository.tag(named: "stable-9364-1")?.commit)
    try repository.tag("stable-9364-1", at: old, annotation: annotated, replacing: true)
    _ = try moved("stable-10184")
    try repository.tag("stable-9364-1", at: old, replacing: true)
    #expect(try moved("stable-10184").evidence.last?.hasSuffix("tag object none") == true)
  }
}
