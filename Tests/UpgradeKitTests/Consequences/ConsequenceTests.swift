import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What upstream changed for those who run a deployment, each with its commit.
struct ConsequenceTests {
  private let history: CauseSite
  private let compose = "docker-compose.yml"

  init() throws {
    history = try CauseSite()
    history.site.request.wantsUpstreamChanges = true
  }

  /// What an upgrade to the release tells.
  private func changes() throws -> UpstreamChanges {
    try history.release("stable-12000")
    return try #require(try history.site.upgrade("stable-12000", dryRun: true).upstreamChanges)
  }

  private func change(_ subject: String, _ old: String, _ new: String) throws -> ObjectID {
    try history.commit(subject) { try $0.replace(old, with: new, in: compose) }
  }

  @Test(
    "each kind of change is told with its values and its commit",
    arguments: [
      (Consequence.Topic.ports, true, "'${HTTP_PORT}:8000'", "'${HTTP_PORT}:9000'"),
      (.ports, false, "'${HTTP_PORT}:8000'", "'${HTTP_PORT}:8000'\n            - '9000:9000'"),
      (.user, true, "        read_only: true", "        user: '1000'\n        read_only: true"),
      (
        .capabilities, true, "        read_only: true",
        "        cap_add: [NET_ADMIN]\n        read_only: true"
      ),
      (.rootFileSystem, false, "        read_only: true\n", ""),
      (.image, true, "/web:", "/web-next:"),
      (.registry, true, "ghcr.io/jitsi}/web", "quay.io/jitsi}/web"),
    ])
  func topics(
    _ topic: Consequence.Topic, _ isBreaking: Bool, _ old: String, _ new: String
  ) throws {
    let commit = try change("feat(web): change it (#5)", old, new)
    _ = try history.commit("chore: later") { try $0.write("later\n", to: "notes.md") }
    let found = try #require(try changes().consequences.first { $0.topic == topic })
    #expect(found.isBreaking == isBreaking)
    #expect(found.causes.map(\.commit) == [commit.hex])
    #expect(found.causes.first?.pullRequest == 5)
    #expect(found.changes.count == 1)
  }

  @Test("a release that changes nothing for anybody tells nothing")
  func nothing() throws {
    _ = try history.commit("docs: words") { try $0.write("words\n", to: "notes.md") }
    let changes = try changes()
    #expect(changes.consequences.isEmpty)
    #expect(changes.commitCount == 2)
    #expect(changes.releases.isEmpty)
  }

  @Test("what is the same for several services is told once")
  func merged() throws {
    let commit = try change("feat: drop the read-only root", "        read_only: true\n", "")
    let found = try changes().consequences.filter { $0.topic == .rootFileSystem }
    #expect(found.count == 1)
    #expect(found.first?.subjects == ["web", "prosody", "jicofo", "jvb"])
    #expect(found.first?.causes.map(\.commit) == [commit.hex])
  }

  @Test("files of an image that the deployment builds are told by what became of them")
  func files() throws {
    let commit = try history.commit("feat(jibri): a script") {
      try $0.write("#!/bin/sh\n", to: "jibri/rootfs/usr/bin/new.sh")
    }
    _ = try history.commit("feat(web): a script") {
      try $0.write("#!/bin/sh\n", to: "web/rootfs/usr/bin/new.sh")
    }
    let found = try changes().consequences.filter { $0.topic == .imageFiles }
    #expect(found.map(\.subjects) == [["jibri"]])
    #expect(found.first?.changes == [.init(from: nil, to: "jibri/rootfs/usr/bin/new.sh")])
    #expect(found.first?.causes.map(\.commit) == [commit.hex])
  }

  @Test("commits on files in use are listed by release, those that only set the version are not")
  func commits() throws {
    let first = try change("feat(web): one", "services:", "# one\nservices:")
    try history.release("stable-11500") {
      try $0.replace("stable-11146-2", with: "stable-11500", in: compose)
    }
    _ = try change("misc: working on unstable", "stable-11500", "unstable")
    let second = try change("fix(jvb): two", "# one", "# two")
    _ = try history.commit("docs: words") { try $0.write("words\n", to: "notes.md") }
    let changes = try changes()
    #expect(changes.releases.map(\.release) == ["stable-12000", "stable-11500"])
    #expect(changes.releases.map { $0.commits.map(\.commit) } == [[second.hex], [first.hex]])
  }

  @Test("a plain run does not read the history, and still tells that a variant changed")
  func plain() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    #expect(report.upstreamChanges == nil)
    let change = report.patches.first { $0.id == "jicofo-shared-document" }?.variantChange
    #expect(change?.to == "variable")
    #expect(change?.retiredImages == ["jicofo"])
    #expect(change?.decisions == [])
    #expect(report.patches.allSatisfy { $0.retirement == nil })
  }

  @Test("a shallow clone does for an upgrade, which says what it cannot tell")
  func shallow() throws {
    try #require(GitProgram.isInstalled)
    let site = history.site
    _ = try change("feat(web): one", "services:", "# one\nservices:")
    try history.release("stable-12000")
    let clone = site.sandbox.path + "/shallow.git"
    try GitProgram.run(
      [
        "clone", "-q", "--bare", "--depth=1", "--branch=stable-12000", "file://\(site.upstream)",
        clone,
      ])
    try GitProgram.run(
      ["fetch", "-q", "--depth=1", "origin", "tag", "stable-11146-2"], in: clone)
    site.request.upstream = clone
    let report = try site.upgrade("stable-12000", dryRun: true)
    #expect(report.verdict == .wouldChange)
    // Whatever git left out of the clone, no cause is made up.
    #expect(report.upstreamChanges?.consequences.allSatisfy(\.causes.isEmpty) ?? true)
  }
}
