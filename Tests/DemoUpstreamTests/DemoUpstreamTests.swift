import Foundation
import GitKit
import Testing

@testable import DemoUpstream

@Suite struct DemoUpstreamTests {
  let history: [DemoCommit]
  init() throws { history = try DemoUpstream.history() }

  private func release(_ name: String) throws -> FileTree {
    try #require(history.first { $0.tag?.name == name }).files
  }

  private func text(_ path: String, in files: FileTree) throws -> String {
    String(decoding: try #require(files[try TreePath(path)], "\(path)").content, as: UTF8.self)
  }

  @Test func hasThreeReleasesWithTagsOfBothKinds() {
    let tags = history.compactMap(\.tag)
    #expect(tags.map(\.name) == ["stable-9364-1", "stable-10184", "stable-11146-2"])
    #expect(tags.map(\.isAnnotated) == [true, false, true])
  }

  @Test func commitsFollowEachOtherInTime() {
    #expect(zip(history, history.dropFirst()).allSatisfy { $0.time < $1.time })
    #expect(history.first?.time == 1_705_309_200)  // date -ud 2024-01-15T09:00:00Z +%s
    #expect(history.last?.time == 1_777_896_000)  // date -ud 2026-05-04T12:00:00Z +%s
  }

  @Test func everySubjectIsConventional() throws {
    let form = try Regex(#"(feat|fix|chore|release)(\([a-z0-9]+\))?: .+"#)
    for commit in history {
      #expect(commit.subject.wholeMatch(of: form) != nil, "\(commit.subject)")
      #expect(commit.author.name.hasSuffix(" Demo"))
      #expect(commit.author.email.hasSuffix("@upstream.example"))
    }
  }

  @Test func everyCommitChangesWhatItNamesAndNothingElse() {
    var before = FileTree()
    for commit in history {
      let paths = Set(before.paths).union(commit.files.paths)
      let changed = paths.filter { before[$0] != commit.files[$0] }
      #expect(commit.changed == changed.sorted(), "\(commit.subject)")
      before = commit.files
    }
  }

  @Test(arguments: ["stable-9364-1", "stable-10184", "stable-11146-2"])
  func everyImageOfARelease(name: String) throws {
    let files = try release(name)
    for path in ["docker-compose.yml", "jibri.yml"] {
      let compose = try text(path, in: files)
      #expect(compose.contains("${JITSI_IMAGE_VERSION:-\(name)}"))
      #expect(!compose.contains("unstable"))
    }
  }

  @Test func theReleasesDifferInTheLayoutsThatPatchesDependOn() throws {
    let first = try release("stable-9364-1")
    let second = try release("stable-10184")
    let third = try release("stable-11146-2")
    let jicofo = "jicofo/rootfs/defaults/jicofo.conf"
    #expect(try !text(jicofo, in: first).contains("shared-document"))
    #expect(try text(jicofo, in: second).contains("ENABLE_SHARED_DOCUMENT_RANDOM_NAME"))
    #expect(
      [first, second, third].map { $0.hasFolder("jibri/rootfs/etc/cont-init.d") } == [
        true, true, false,
      ])
    #expect(
      [first, second, third].map { $0.hasFolder("jibri/rootfs/etc/s6-overlay") } == [
        false, false, true,
      ])
    #expect(try text("docker-compose.yml", in: first).hasPrefix("version:"))
    #expect(try text("docker-compose.yml", in: third).hasPrefix("services:"))
  }

  @Test func keepsModesEmptyFilesAndAMissingLastLineEnd() throws {
    let files = try release("stable-11146-2")
    let script = try TreePath("jibri/rootfs/etc/s6-overlay/scripts/config")
    let dependency = try TreePath(
      "jibri/rootfs/etc/s6-overlay/s6-rc.d/01-config/dependencies.d/base")
    #expect(files[script]?.mode == .executable)
    #expect(files[dependency] == FileTree.File(content: []))
    #expect(try text("prometheus.yml", in: files).hasSuffix("meet.jitsi:"))
    #expect(try text("rtcstats.yml", in: files).hasSuffix("meet.jitsi:\n"))
  }
}
