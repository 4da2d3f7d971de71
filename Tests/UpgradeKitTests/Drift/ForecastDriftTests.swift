import DemoUpstream
import Findings
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What upstream's default branch would stop or break, before it is released.
struct ForecastDriftTests {
  private let site: Site

  init() throws {
    site = try Site.deployed()
  }

  /// Commits changed files to upstream's branch.
  @discardableResult
  private func commit(_ message: String, _ changes: [String: (String) -> String]) throws -> ObjectID
  {
    let repository = try Repository(opening: site.upstream)
    let tip = try #require(try repository.branch(named: "main"))
    let files = try repository.fileTree(tip)
    var changed = FileTree()
    for (path, change) in changes {
      let path = try TreePath(path)
      let file = try #require(files[path])
      changed[path] = FileTree.File(
        mode: file.mode, content: Array(change(String(decoding: file.content, as: UTF8.self)).utf8))
    }
    let tree = try repository.write(changed, in: tip)
    return try repository.commit(
      tree: tree, parents: [tip],
      author: Signature(name: "Ada", email: "ada@example.org", seconds: 1_800_000_000),
      message: message, branch: "main")
  }

  private func forecast(failing: Set<DriftClass> = DriftClass.failing) throws -> Report {
    try site.drift(DriftClass.standard.union([.forecast]), failing: failing)
  }

  @Test("nothing is said where nothing came after the newest release, or nothing that concerns it")
  func nothing() throws {
    #expect(try forecast().state(.forecast) == .inStep)
    try commit("docs: words", ["README.md": { $0 + "More.\n" }])
    let report = try forecast()
    #expect(report.state(.forecast) == .inStep && report.codes == ["D334"])
    let finding = try report.one("D334")
    #expect(
      finding.headline
        == "upstream has 1 commit since stable-11146-2: nothing in them stops an upgrade or has to be prepared for"
    )
    #expect(finding.evidence.contains("the generated files would stay as they are"))
    #expect(try site.drift().state(.forecast) == nil)
    try commit(
      "feat: a label",
      [
        "docker-compose.yml": {
          $0.replacing("    jvb:\n", with: "    jvb:\n        labels: [a]\n")
        }
      ])
    let second = try forecast().one("D334")
    #expect(second.headline.hasPrefix("upstream has 2 commits since stable-11146-2: "))
    #expect(second.evidence.contains("generated files that would change: docker-compose.yml"))
  }

  @Test("a conflict is told with the commit that brings it and the last one without it")
  func stops() throws {
    let good = try commit("docs: words", ["README.md": { $0 + "More.\n" }])
    let bad = try commit(
      "feat: another network",
      ["docker-compose.yml": { $0.replacing("meet.jitsi", with: "meet.elsewhere") }])
    try commit("docs: more words", ["README.md": { $0 + "Even more.\n" }])
    let report = try forecast()
    let found = report.findings.map(\.finding).filter { $0.code == .forecastStop }
    #expect(!found.isEmpty)
    for finding in found {
      #expect(finding.headline.hasPrefix("upstream's next release would stop an upgrade: "))
      #expect(finding.causes.map(\.commit) == [bad.hex])
      #expect(
        finding.evidence.contains { $0.hasPrefix("up to ") && $0.contains("(@\(good.short))") })
    }
    // It is told, and counts only where it is asked for.
    #expect(report.verdict == .inStep)
    #expect(report.findings.allSatisfy { $0.severity <= .warning || $0.severity == .note })
    #expect(try forecast(failing: [.forecast]).verdict == .drifted)
  }

  @Test("what the newest release stops with already is no forecast")
  func known() throws {
    let behind = try Site.deployed("stable-10184")
    try behind.edit("confomeet/docker-compose.yml") {
      $0.replacing("${HTTP_PORT}:80", with: "8080-8081:80")
    }
    let report = try behind.drift([.release, .forecast])
    #expect(report.codes.contains("D302"))
    #expect(!report.codes.contains("D332"))
  }

  @Test("what would have to be done before the containers are started is told")
  func needs() throws {
    try site.sandbox.write(["confomeet/.env": "HTTP_PORT=80\n"])
    let bad = try commit(
      "feat: run as somebody",
      [
        "docker-compose.yml": {
          $0.replacing("    jvb:\n", with: "    jvb:\n        user: \"2000\"\n")
        }
      ])
    let finding = try forecast().one("D333")
    #expect(finding.causes.map(\.commit) == [bad.hex])
    #expect(finding.evidence.contains { $0.contains("2000") })
  }

  @Test("what an image alone would need is told, though no compose file changes")
  func needsOfAnImage() throws {
    let bad = try commit(
      "feat: look at the folder first",
      ["jicofo/rootfs/etc/s6-overlay/scripts/config": { $0 + "\ncheck-folder || exit 1\n" }])
    let finding = try forecast().one("D333")
    #expect(finding.causes.map(\.commit) == [bad.hex])
    #expect(finding.evidence.contains { $0.contains("jicofo") && $0.contains("check-folder") })
  }

  @Test("each of several services and names is told with the commit that brought it")
  func growing() throws {
    try site.sandbox.write(["confomeet/.env": "HTTP_PORT=80\n"])
    let user = { (service: String) in
      { (text: String) in
        text.replacing("    \(service):\n", with: "    \(service):\n        user: \"2000\"\n")
      }
    }
    let first = try commit("feat: jvb runs as somebody", ["docker-compose.yml": user("jvb")])
    let second = try commit("feat: web runs as somebody", ["docker-compose.yml": user("web")])
    let findings = try forecast().findings.map(\.finding).filter { $0.code == .forecastNeed }
    #expect(Set(findings.flatMap { $0.causes.map(\.commit) }) == [first.hex, second.hex])
  }

  @Test("what would have to be done is told up to the commit with which an upgrade stops")
  func needsBeforeAStop() throws {
    try site.sandbox.write(["confomeet/.env": "HTTP_PORT=80\n"])
    let need = try commit(
      "feat: run as somebody",
      [
        "docker-compose.yml": {
          $0.replacing("    jvb:\n", with: "    jvb:\n        user: \"2000\"\n")
        }
      ])
    let stop = try commit(
      "feat: another network",
      ["docker-compose.yml": { $0.replacing("meet.jitsi", with: "meet.elsewhere") }])
    let report = try forecast()
    #expect(report.codes.contains("D332"))
    let finding = try report.one("D333")
    #expect(finding.causes.map(\.commit) == [need.hex])
    #expect(finding.evidence.contains { $0.hasPrefix("tried up to ") && $0.contains(need.short) })
    #expect(finding.evidence.contains { $0.hasPrefix("beyond it an upgrade stops") })
    #expect(!finding.evidence.contains { $0.contains(stop.short) })
  }

  @Test("no commit is blamed where an upgrade stops at those before it")
  func unknownBetween() throws {
    let good = try commit("docs: words", ["README.md": { $0 + "More.\n" }])
    let compose = "docker-compose.yml"
    let before = try #require(
      try Repository(opening: site.upstream).fileTree(good)[TreePath(compose)])
    try commit(
      "feat: another network and user",
      [compose: { $0.replacing("meet.jitsi", with: "meet.elsewhere") }])
    let back = try commit(
      "fix: the network is back",
      [
        compose: { _ in
          String(decoding: before.content, as: UTF8.self)
            .replacing("    jvb:\n", with: "    jvb:\n        user: \"2000\"\n")
        }
      ])
    let finding = try forecast().one("D333")
    #expect(finding.causes == [])
    #expect(finding.evidence.contains { $0.contains("(@\(good.short))") })
    #expect(finding.evidence.contains { $0.hasPrefix("with @\(back.short) it is so") })
  }
}
