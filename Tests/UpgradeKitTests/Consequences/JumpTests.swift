import Findings
import Rendering
import Reports
import TestSupport
import Testing
import UpgradeKit

/// The report of the long jump on real upstream tells a reviewer what to know, and git agrees with every commit in it.
@Suite(
  .enabled(
    if: RealUpstream.path != nil && GitProgram.isInstalled,
    "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct JumpTests {
  private let report: Report
  private let changes: UpstreamChanges
  private let git: GitOracle

  /// Made once: every test reads the same report.
  private static let made = Result {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-9364-1")
    site.request.wantsUpstreamChanges = true
    return try site.upgrade("stable-11146-2", dryRun: true)
  }

  init() throws {
    report = try Self.made.get()
    changes = try #require(report.upstreamChanges)
    git = GitOracle(folder: RealUpstream.path ?? "", range: "stable-9364-1..stable-11146-2")
  }

  /// The consequence of a topic for a service, with a change whose new (or old) value has a text.
  private func consequence(
    _ topic: Consequence.Topic, of subject: String, with text: String
  ) throws -> Consequence {
    try #require(
      changes.consequences.first { consequence in
        consequence.topic == topic && consequence.subjects.contains(subject)
          && consequence.changes.contains {
            ($0.after ?? $0.before ?? "").contains(text)
          }
      }, "\(topic) of \(subject)")
  }

  private func expect(_ consequence: Consequence, by commits: [String]) throws {
    #expect(!commits.isEmpty)
    #expect(consequence.causes.map(\.commit) == commits)
    for cause in consequence.causes { try git.expect(cause) }
  }

  @Test("images moved to another registry")
  func registry() throws {
    let found = try consequence(.registry, of: "web", with: "ghcr.io/jitsi")
    #expect(found.isBreaking)
    #expect(Set(found.subjects).isSuperset(of: ["web", "prosody", "jicofo", "jvb", "jibri"]))
    #expect(found.changes == [.init(from: "docker.io/jitsi", to: "ghcr.io/jitsi")])
    try expect(found, by: git.commits(changing: "ghcr.io/jitsi", in: "docker-compose.yml"))
  }

  @Test("containers are rootless")
  func rootless() throws {
    let found = try consequence(.user, of: "jibri", with: "s6")
    #expect(found.isBreaking)
    #expect(Set(found.subjects).isSuperset(of: ["web", "prosody", "jicofo", "jvb", "jibri"]))
    #expect(found.changes == [.init(from: "root", to: "s6")])
    try expect(found, by: git.commits(changing: "USER s6", in: "jibri/Dockerfile"))
  }

  @Test("their file systems are read-only")
  func readOnly() throws {
    let found = try consequence(.rootFileSystem, of: "jibri", with: "read-only")
    #expect(found.isBreaking)
    #expect(Set(found.subjects).isSuperset(of: ["web", "prosody", "jicofo", "jvb", "jibri"]))
    try expect(found, by: git.commits(changing: "read_only: true", in: "jibri.yml"))
    let memory = try consequence(.temporaryFileSystems, of: "jibri", with: "/run")
    try expect(memory, by: git.commits(changing: "tmpfs:", in: "jibri.yml"))
  }

  @Test(
    "there are new volumes",
    arguments: [
      ("jibri", "jibri.yml", "${CONFIG}/storage/jibri:/storage"),
      ("web", "docker-compose.yml", "${CONFIG}/storage/web:/storage"),
      ("prosody", "docker-compose.yml", "${CONFIG}/storage/prosody:/var/lib/prosody"),
    ])
  func volumes(_ service: String, _ file: String, _ volume: String) throws {
    try expect(
      try consequence(.volumes, of: service, with: volume),
      by: git.commits(changing: volume, in: file))
  }

  @Test("jibri has fewer rights")
  func rights() throws {
    let found = try consequence(.capabilities, of: "jibri", with: "SYS_ADMIN")
    #expect(!found.isBreaking)
    try expect(found, by: git.commits(changing: "SYS_ADMIN", in: "jibri.yml"))
  }

  @Test("web listens on other ports in its container")
  func ports() throws {
    let found = try consequence(.ports, of: "web", with: ":8443")
    #expect(found.isBreaking)
    try expect(found, by: git.commits(changing: "}:8443'", in: "docker-compose.yml"))
  }

  @Test("images are built on another Debian, twice")
  func baseSystem() throws {
    let found = try consequence(.baseSystem, of: "jibri", with: "trixie")
    #expect(found.changes == [.init(from: "debian:bullseye-slim", to: "debian:trixie-slim")])
    try expect(found, by: git.commits(changing: "debian:bookworm-slim", in: "base/Dockerfile"))
  }

  @Test("services are started by another init system")
  func initSystem() throws {
    let found = try consequence(.initSystem, of: "jibri", with: "s6-rc.d")
    let folder = "jibri/rootfs/etc/s6-overlay/s6-rc.d"
    try expect(found, by: [try #require(git.commits(filtered: "A", in: folder).last)])
    #expect(found.isBreaking)
  }

  @Test(
    "services were added",
    arguments: [
      ("whiteboard", "whiteboard.yml"), ("transcriber", "transcriber.yml"),
      ("prometheus", "prometheus.yml"), ("grafana", "grafana.yml"),
    ])
  func services(_ service: String, _ file: String) throws {
    let found = try consequence(.serviceAdded, of: service, with: file)
    #expect(!found.isBreaking)
    try expect(found, by: git.commits(filtered: "A", in: file))
  }

  @Test(
    "variables died",
    arguments: [
      ("ENABLE_SCTP", "docker-compose.yml"), ("ENABLE_COLIBRI_WEBSOCKET", "docker-compose.yml"),
      ("TESTING_AV1_SUPPORT", "docker-compose.yml"),
      ("DEPLOYMENTINFO_USERREGION", "docker-compose.yml"),
    ])
  func variablesGone(_ name: String, _ file: String) throws {
    let found = try #require(
      changes.consequences.first {
        $0.topic == .variableGone && $0.subjects.contains(name)
      })
    #expect(found.isBreaking)
    let newest = try #require(git.commits(changing: name, in: file).first)
    #expect(found.causes.map(\.commit).contains(newest))
    for cause in found.causes { try git.expect(cause) }
  }

  @Test(
    "variables were renamed",
    arguments: [
      ("XMPP_RECORDER_DOMAIN", ["XMPP_HIDDEN_DOMAIN"], "jibri.yml", false),
      (
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET",
        [
          "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_RECORDING",
          "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING",
        ], "jibri.yml", true
      ),
    ])
  func variablesRenamed(
    _ name: String, _ names: [String], _ file: String, _ isBreaking: Bool
  ) throws {
    let found = try #require(
      changes.consequences.first { $0.topic == .variableRenamed && $0.subjects == [name] })
    #expect(found.isBreaking == isBreaking)
    #expect(found.changes == names.map { .init(from: name, to: $0) })
    let commits = try git.commits(changing: names[0], in: file)
    #expect(found.causes.map(\.commit).contains(try #require(commits.last)))
    for cause in found.causes { try git.expect(cause) }
  }

  @Test("two customisations changed their variant, each by a commit")
  func variants() throws {
    let changed = report.patches.compactMap { patch in patch.variantChange.map { (patch.id, $0) } }
    #expect(changed.map(\.0) == ["jibri-s3", "jicofo-shared-document"])
    let recordings = try #require(changed.first?.1)
    #expect(
      [recordings.from, recordings.to, recordings.since] == ["s6-v1", "s6-v3", "stable-11146"])
    let folder = "jibri/rootfs/etc/s6-overlay/s6-rc.d"
    let added = try #require(git.commits(filtered: "A", in: folder).last)
    let decision = try #require(recordings.decisions.first)
    #expect(decision.holds && decision.condition.contains(folder))
    #expect(decision.causes.map(\.commit) == [added])
    try decision.causes.forEach { try git.expect($0) }
  }

  @Test("jicofo's own image is not needed any more, and since when")
  func jicofo() throws {
    let change = try #require(
      report.patches.first { $0.id == "jicofo-shared-document" }?.variantChange)
    #expect([change.from, change.to] == ["own-image", "variable"])
    #expect(change.retiredImages == ["jicofo"])
    #expect(change.since == "stable-10073-1")
    let name = "ENABLE_SHARED_DOCUMENT_RANDOM_NAME"
    let commits = try git.commits(changing: name, in: "jicofo/rootfs/defaults/jicofo.conf")
    for decision in change.decisions {
      #expect(decision.causes.map(\.commit) == commits)
      try decision.causes.forEach { try git.expect($0) }
    }
  }

  @Test("the pin of images has had nothing to do since upstream tagged its own again")
  func retirement() throws {
    let pin = try #require(report.patches.first { $0.id == "release-pin" })
    #expect(pin.retirement?.since == "stable-10590")
    #expect(report.patches.filter { $0.retirement != nil }.count == 1)
  }

  @Test("every commit that touches files in use is listed under its release, and no other")
  func commits() throws {
    let listed = changes.releases.flatMap(\.commits).map(\.commit)
    #expect(Set(listed).count == listed.count)
    let paths = report.files.map { String($0.path.dropFirst("confomeet/".count)) }
    let all = try GitProgram.run(
      ["log", "--format=%H %s", "--no-renames", git.range, "--"] + paths, in: git.folder
    ).lines
    let wanted = all.filter { !$0.contains(" release: ") && !$0.contains(" misc: working on") }
    #expect(Set(listed) == Set(wanted.map { String($0.prefix(40)) }))
    for release in changes.releases {
      for commit in release.commits.prefix(2) {
        try git.expect(
          Cause(
            commit: commit.commit,
            subject: try #require(
              all.first { $0.hasPrefix(commit.commit) }.map {
                String($0.dropFirst(41))
              }), date: commit.date, firstRelease: release.release))
      }
    }
    let count = try GitProgram.run(["rev-list", "--count", git.range], in: git.folder).lines
    #expect(count == ["\(changes.commitCount)"])
  }

  @Test("a person reads all of it, in 80 columns and in a pull request")
  func renderers() throws {
    let texts = [TextRenderer().render(report), MarkdownRenderer().render(report)]
    for text in texts {
      for id in ["dcb7980", "086d047", "f834723", "689da46", "7883008"] {
        #expect(text.contains(id))
      }
      for word in [
        "ghcr.io/jitsi", "read-only", "root", "s6-v3", "stable-10073-1", "/storage", "trixie",
      ] {
        #expect(text.contains(word), "\(word)")
      }
    }
    // Only a path, which is not broken where it may be copied from, is longer.
    let lines = texts[0].split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 || $0.split(separator: " ").count == 1 })
    #expect(texts[1].utf8.count < MarkdownRenderer.gitHubLimit)
  }
}
