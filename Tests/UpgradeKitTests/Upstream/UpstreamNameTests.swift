import Findings
import Foundation
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What people may write for a release or a commit of upstream.
struct UpstreamNameTests {
  private let folder: TemporaryFolder
  private let repository: FixtureRepository
  private let commits: [String: ObjectID]

  init() throws {
    folder = try TemporaryFolder()
    repository = try FixtureRepository(at: folder.path + "/upstream.git")
    var commits: [String: ObjectID] = [:]
    try repository.commit(["README.md": "before"], message: "Before every release")
    commits["early"] = try repository.repository.branch(named: "main")
    for name in ["stable-3508", "stable-9364-1", "stable-10184", "stable-10184-1", "stable-11146"] {
      let id = try repository.commit(["CHANGELOG.md": name], message: "Release \(name)")
      try repository.tag(name, at: id)
      commits[name] = id
    }
    for number in 1...3 {
      commits["after \(number)"] = try repository.commit(
        ["README.md": "\(number)"], message: "Change \(number)")
    }
    commits["side"] = try repository.commit(
      ["README.md": "side"], message: "A fix for people at 10184", branch: "fixes/10184",
      parents: [try #require(commits["stable-10184"])])
    self.commits = commits
  }

  private func upstream() throws -> Upstream {
    let releases = try RepositoryPatches.set.get().upstream.releases
    return try Upstream(repository.repository, address: "upstream.git", releases: releases)
  }

  @Test(
    "short names are releases",
    arguments: [
      ("latest", "stable-11146"), ("10184", "stable-10184"), ("stable10184", "stable-10184"),
      ("10184-1", "stable-10184-1"), ("stable10184-1", "stable-10184-1"),
      ("stable-9364-1", "stable-9364-1"),
    ])
  func short(_ text: String, _ expected: String) throws {
    let release = try upstream().release(named: text)
    #expect(release.name.description == expected)
    #expect(release.commit == commits[expected])
    #expect(release.name.isRelease)
  }

  @Test("a commit is named by how far it is beyond a release, on whatever branch")
  func beyond() throws {
    let upstream = try upstream()
    let tip = try #require(commits["after 3"])
    let release = try upstream.release(named: "@main")
    #expect(release.commit == tip)
    #expect(release.tagObject == nil)
    #expect(release.name.description == "stable-11146 and 3 commits (@\(tip.short))")
    #expect(release.name.reference == "@\(tip.short)")
    #expect(release.name.tag == "stable-11146")
    let first = try #require(commits["after 1"])
    #expect(
      try upstream.release(named: "@\(first.short)").name.description
        == "stable-11146 and 1 commit (@\(first.short))")
    #expect(try upstream.release(named: "@\(first.hex.uppercased())").commit == first)
    let side = try #require(commits["side"])
    #expect(
      try upstream.release(named: "@fixes/10184").name.description
        == "stable-10184 and 1 commit (@\(side.short))")
  }

  @Test("a commit that is a release is that release, however it is written")
  func releasedCommit() throws {
    let upstream = try upstream()
    let commit = try #require(commits["stable-10184"])
    for text in ["@\(commit.hex)", "@\(commit.short)", "@stable-10184"] {
      #expect(try upstream.release(named: text).name.description == "stable-10184")
    }
  }

  @Test("commits come after their release and before the next one")
  func order() throws {
    let upstream = try upstream()
    let names = try ["@fixes/10184", "stable-11146", "@main", "10184", "10184-1"]
      .map { try upstream.release(named: $0).name }.sorted()
    #expect(
      names.map(\.reference) == [
        "stable-10184", try upstream.release(named: "@fixes/10184").name.reference,
        "stable-10184-1", "stable-11146", try upstream.release(named: "@main").name.reference,
      ])
  }

  @Test(
    "a range begins and ends with any of them",
    arguments: [
      ("10184..latest", ["stable-10184", "stable-10184-1", "stable-11146"]),
      ("10184-1..@main", ["stable-10184-1", "stable-11146", "@main"]),
      ("@fixes/10184..10184-1", ["@fixes/10184", "stable-10184-1"]),
      ("@main", ["@main"]), ("..9364-1", ["stable-3508", "stable-9364-1"]),
      ("stable-11000..", ["stable-11146"]),
    ])
  func ranges(_ text: String, _ expected: [String]) throws {
    let upstream = try upstream()
    let range = try #require(ReleaseRange(text))
    let names = try expected.map { try upstream.release(named: $0).name }
    #expect(try upstream.releases(in: range).map(\.name) == names)
  }

  @Test("a range that runs backwards is refused")
  func backwards() throws {
    #expect(ReleaseRange("11146..10184") == nil)
    let range = try #require(ReleaseRange("@main..10184"))
    let failure = try #require(
      throws: UpgradeFailure.self, performing: { try upstream().releases(in: range) })
    #expect(failure.findings.first?.code == .unknownRelease)
    #expect(failure.findings.first?.headline.contains("is newer than stable-10184") == true)
  }

  @Test(
    "what may have been meant",
    arguments: [
      ("stable-1018", "`stable-10184`, `stable-10184-1`?"), ("stable-10148", "`stable-10184`"),
      ("stable-9363", "`stable-9364-1`"), ("stable-350", "`stable-3508`"), ("lastest", "`latest`"),
      ("main", "`@main`"), ("@mian", "`@main`"), ("@fixes/10183", "`@fixes/10184`"),
    ])
  func suggestions(_ asked: String, _ meant: String) throws {
    let failure = try #require(
      throws: UpgradeFailure.self, performing: { try upstream().release(named: asked) })
    let finding = try #require(failure.findings.first)
    #expect(finding.code == .unknownRelease)
    #expect(finding.advice.first?.hasPrefix("did you mean \(meant)") == true, "\(finding.advice)")
  }

  @Test("a commit before every release is none that can be used")
  func early() throws {
    let early = try #require(commits["early"])
    let failure = try #require(
      throws: UpgradeFailure.self, performing: { try upstream().release(named: "@\(early.hex)") })
    #expect(failure.findings.first?.headline.contains("older than every release") == true)
    #expect(failure.findings.first?.evidence == ["the oldest release is stable-3508"])
  }

  @Test(
    "what git can't have as a name is none", arguments: ["@", "@a..b", "@-x", "@a b", "@a^", "@x/"])
  func noNames(_ text: String) throws {
    #expect(UpstreamReference(text) == nil)
    let failure = try #require(
      throws: UpgradeFailure.self, performing: { try upstream().release(named: text) })
    #expect(failure.findings.first?.code == .unknownRelease)
  }
}

/// A commit between releases, in commands that write and in those that don't.
struct UnreleasedCommitTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.upgrade("stable-10184")
  }

  /// Commits something to upstream's branch after its newest release.
  private func change(
    _ change: (String) -> String = { _ in "# Unreleased\nTZ=UTC\n" }
  ) throws -> ObjectID {
    let repository = try Repository(opening: site.upstream)
    let tip = try #require(try repository.branch(named: "main"))
    let path = try TreePath("env.example")
    let text = String(decoding: try repository.fileTree(tip)[path]?.content ?? [], as: UTF8.self)
    let tree = try repository.write(
      FileTree([path: FileTree.File(content: Array(change(text).utf8))]), in: tip)
    return try repository.commit(
      tree: tree, parents: [tip],
      author: Signature(name: "Ada", email: "ada@example.org", seconds: 1_800_000_000),
      message: "feat: something new", branch: "main")
  }

  @Test("a dry run says what it would bring, and names the commit")
  func dryRun() throws {
    let commit = try change()
    let before = try site.sandbox.snapshot()
    let report = try site.upgrade("@main", dryRun: true)
    #expect(report.verdict == .wouldChange)
    #expect(report.to?.tag == nil)
    #expect(report.to?.commit == commit.hex)
    #expect(report.to?.name == "stable-11146-2 and 1 commit (@\(commit.short))")
    #expect(
      report.files.first { $0.path == "confomeet/env.example" }?.diff?.contains("Unreleased")
        == true)
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("images in files with edits stay those of the release before it")
  func pins() throws {
    try site.upgrade("stable-11146-2")
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing(
        "restart: ${RESTART_POLICY", with: "labels: [ours]\n        restart: ${RESTART_POLICY")
    }
    let repository = try Repository(opening: site.upstream)
    let tip = try #require(try repository.branch(named: "main"))
    let path = try TreePath("docker-compose.yml")
    let text = String(
      decoding: try #require(try repository.fileTree(tip)[path]).content, as: UTF8.self)
    let tree = try repository.write(
      FileTree([
        path: FileTree.File(
          content: Array(text.replacing(":-stable-11146-2}", with: ":-unstable}").utf8))
      ]), in: tip)
    _ = try repository.commit(
      tree: tree, parents: [tip],
      author: Signature(name: "Ada", email: "ada@example.org", seconds: 1_800_000_000),
      message: "misc: working on unstable", branch: "main")
    let report = try site.upgrade("@main", dryRun: true)
    #expect(report.files.compactMap(\.diff) == [])
  }

  @Test("an upgrade to it is refused, and nothing is written")
  func refused() throws {
    let commit = try change()
    let finding = try site.failure("@main")
    #expect(finding.code == .notReleased)
    #expect(finding.headline.contains("stable-11146-2 and 1 commit (@\(commit.short))"))
    #expect(finding.advice.first?.contains("`confomeet-upgrade @main --dry-run`") == true)
    #expect(finding.advice.last?.contains("`confomeet-upgrade @main --unreleased`") == true)
  }

  @Test("an upgrade to it that is asked for locks the commit, and the next release follows")
  func allowed() throws {
    let commit = try change()
    site.request.options.allowsUnreleased = true
    let report = try site.upgrade("@main")
    #expect(report.verdict == .upgraded && report.codes.contains("G533"))
    #expect(site.text("confomeet/env.example")?.contains("# Unreleased") == true)
    let lock = try #require(site.lock)
    #expect(lock.contains("commit: \(commit.hex)") && lock.contains("tag: null"))
    #expect(
      try site.drift([.moved, .deployment, .patches, .guarantees, .images]).verdict == .inStep)
    #expect(try site.upgrade("@main").verdict == .upToDate)
    site.request.options.allowsUnreleased = false
    let next = try site.upgrade("latest")
    #expect(next.verdict == .upgraded && next.from?.commit == commit.hex)
    #expect(!next.codes.contains("G533"))
  }

  @Test("no conflicts are marked on the way to it")
  func notMarked() throws {
    _ = try change()
    site.request.options.allowsUnreleased = true
    let failure = try #require(throws: UpgradeFailure.self) {
      try site.upgrade("@main", marking: true)
    }
    #expect(failure.findings.map(\.code) == [.notReleased])
  }

  @Test("a commit of it is on a branch named by it")
  func committed() throws {
    let commit = try change()
    try site.commitDeployment()
    site.request.options.allowsUnreleased = true
    site.request.options.commitMessage = SiteRequest.message
    let report = try site.upgrade("@main")
    #expect(report.verdict == .committed && report.branch == "upgrade/@\(commit.short)")
  }

  @Test("the branch's tip is the release when nothing came after it")
  func releasedTip() throws {
    #expect(try site.upgrade("@main", dryRun: true).to?.tag == "stable-11146-2")
    #expect(try site.upgrade("latest").to?.tag == "stable-11146-2")
    #expect(site.lock?.contains("tag: stable-11146-2") == true)
  }
}
