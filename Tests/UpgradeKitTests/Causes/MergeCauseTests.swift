import Findings
import Foundation
import GitKit
import TestSupport
import Testing
import UpgradeKit

/// A conflict between an edit in the deployment and upstream's change names upstream's commit.
struct MergeCauseTests {
  private let history: CauseSite
  private var site: Site { history.site }

  init() throws {
    history = try CauseSite()
  }

  /// Changes a file of the deployment.
  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try #require(site.text("confomeet/" + path))
    #expect(text.contains(old))
    try site.sandbox.write([
      "confomeet/" + path: text.replacing(old, with: new, maxReplacements: 1)
    ])
  }

  /// A commit that changes a text of a file of upstream.
  @discardableResult
  private func commit(
    _ subject: String, _ path: String, _ old: String, _ new: String
  ) throws -> ObjectID {
    try history.commit(subject) { try $0.replace(old, with: new, in: path) }
  }

  /// The commits behind the conflicts of an upgrade, by their places in the deployment.
  private func causes() throws -> [[String]] {
    try history.release("stable-12000")
    return try history.findings("U220").map(\.commits)
  }

  @Test("a value of a compose file: the commit that changed it, not others of the file")
  func node() throws {
    try edit("docker-compose.yml", "'${HTTPS_PORT}:8443'", "'443:8443'")
    try commit("chore: first", "docker-compose.yml", "services:", "# services\nservices:")
    let cause = try commit(
      "feat(web): publish on loopback (#51)", "docker-compose.yml", "'${HTTPS_PORT}:8443'",
      "'127.0.0.1:${HTTPS_PORT}:8443'")
    try commit("chore: last", "docker-compose.yml", "# services\n", "")
    #expect(try causes() == [[cause.hex]])
  }

  @Test("an image's registry: the releases in between, which change its tag, are no causes")
  func image() throws {
    try edit("docker-compose.yml", "ghcr.io/jitsi}/web", "registry.example}/web")
    try history.release("stable-11500") {
      try $0.replace("stable-11146-2", with: "stable-11500", in: "docker-compose.yml")
    }
    let cause = try commit(
      "build(web): another registry", "docker-compose.yml", "ghcr.io/jitsi}/web",
      "quay.io/jitsi}/web")
    try commit("misc: back", "docker-compose.yml", "stable-11500", "unstable")
    #expect(try causes() == [[cause.hex]])
  }

  @Test("lines: the commit that wrote the ones that came, and the one that took away the others")
  func lines() throws {
    let path = "gen-passwords.sh"
    let text = try #require(site.text("confomeet/" + path))
    let line = try #require(text.split(separator: "\n").last.map(String.init))
    try edit(path, line, line + " # ours")
    let first = try commit("chore(passwords): say what happens", path, line, "echo one\n" + line)
    let second = try commit("fix(passwords): end otherwise", path, line, "echo two")
    #expect(try causes().map(Set.init) == [[first.hex, second.hex]])
  }

  @Test("lines that a release's own commit wrote: it is a cause only when nothing else is")
  func housekeeping() throws {
    let path = "gen-passwords.sh"
    let text = try #require(site.text("confomeet/" + path))
    let line = try #require(text.split(separator: "\n").last.map(String.init))
    try edit(path, line, line + " # ours")
    try history.release("stable-11500") { try $0.replace(line, with: "echo one", in: path) }
    let release = history.tip
    #expect(try history.findings("U220", release: "stable-11500").map(\.commits) == [[release.hex]])
    let cause = try commit("fix(passwords): end otherwise", path, "echo one", "echo one\necho two")
    #expect(try causes() == [[cause.hex]])
  }

  @Test("a file that upstream removed: the commit that did")
  func removed() throws {
    try edit("etherpad.yml", "services:", "# ours\nservices:")
    let cause = try history.commit("feat!: drop etherpad") {
      $0[try TreePath("etherpad.yml")] = nil
    }
    #expect(try causes() == [[cause.hex]])
  }
}

/// What is told of a conflict besides its commits.
struct ConflictReportTests {
  private let history: CauseSite
  private var site: Site { history.site }

  init() throws {
    history = try CauseSite()
  }

  @Test("what only the patch set changed, upstream did not")
  func patchSet() throws {
    let own = "- ./own:/prosody-plugins-custom:Z"
    let history = try CauseSite(deployment: false)
    let site = history.site
    try site.makeByHand(from: "stable-11146-2")
    try site.copyUpstream("stable-11146-2")
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing(
        "- ${CONFIG}/prosody/prosody-plugins-custom:/prosody-plugins-custom:Z", with: own)
    }
    try site.adopt("stable-11146-2")
    for release in ["stable-11146-2", "stable-12000"] {
      if release == "stable-12000" { try history.release(release) }
      let found = try history.findings("U220", release: release)
      let finding = try #require(found.first)
      #expect(found.count == 1)
      #expect(
        finding.headline
          == "`services.prosody.volumes[/prosody-plugins-custom]` in confomeet/docker-compose.yml was changed by hand, and is generated in another way now"
      )
      #expect(finding.causes == [])
      #expect(finding.evidence.contains("not caused by upstream: the patch set changed"))
      #expect(finding.evidence.contains("deployment: `\(own)`"))
    }
  }

  @Test("a comment of people's own is on their side alone, and the base is what the release had")
  func comment() throws {
    let line = "- '${HTTPS_PORT}:8443'"
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing(line, with: "- '443:8443' # behind the proxy")
    }
    try history.commit("feat(web): publish on loopback") {
      try $0.replace(line, with: "- '127.0.0.1:${HTTPS_PORT}:8443'", in: "docker-compose.yml")
    }
    try history.release("stable-12000")
    let finding = try #require(try history.findings("U220").first)
    #expect(
      finding.evidence == [
        "stable-11146-2: `\(line)`", "deployment: `- '443:8443' # behind the proxy`",
        "stable-12000: `- '127.0.0.1:${HTTPS_PORT}:8443'`",
      ])
    #expect(finding.headline.hasSuffix("was changed by hand, and upstream changed it too"))
  }

  @Test("an edit of a variable that upstream renamed gets its new name")
  func renamed() throws {
    let (old, new) = ("JVB_PORT", "JVB_UDP_PORT")
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing("- \(old)\n", with: "- \(old)=10001\n")
    }
    try history.commit("feat(jvb): name them better") { files in
      for path in files.paths where files[path]?.mode.isFile == true {
        let text = try files.text(path.text)
        if text.contains(old) { try files.write(text.replacing(old, with: new), to: path.text) }
      }
    }
    try history.release("stable-12000")
    #expect(try history.findings("U220").isEmpty)
    try site.upgrade("stable-12000")
    let lines = try #require(site.text("confomeet/docker-compose.yml")).split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix("- \(new)=10001") })
    #expect(!lines.contains { $0.contains("- \(old)") })
  }
}
