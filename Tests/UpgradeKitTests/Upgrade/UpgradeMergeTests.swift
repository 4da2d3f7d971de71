import Findings
import Foundation
import GitKit
import Rendering
import Reports
import TestSupport
import Testing
import UpgradeKit

/// A deployment that people have edited: their edits survive.
struct UpgradeMergeTests {
  private let site: Site
  private let compose = "confomeet/docker-compose.yml"

  init() throws {
    site = try Site()
    try site.upgrade("stable-9364-1")
  }

  /// Changes a file of the deployment.
  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try #require(site.text(path))
    #expect(text.contains(old))
    try site.sandbox.write([path: text.replacing(old, with: new, maxReplacements: 1)])
  }

  /// Runs an upgrade after which another one has nothing to do.
  private func upgrade(_ release: String) throws -> Report {
    let planned = try site.upgrade(release, dryRun: true)
    let report = try site.upgrade(release)
    #expect(report.verdict == .upgraded)
    #expect(report.files == planned.files)
    let before = try site.inodes()
    let again = try site.upgrade(release)
    #expect(again.verdict == .upToDate)
    #expect(again.files.allSatisfy { [.unchanged, .kept].contains($0.verdict) })
    #expect(try site.inodes() == before)
    return report
  }

  @Test("an edit stays, and upstream's changes come in")
  func merged() throws {
    try edit(compose, "unless-stopped}", "always}")
    let report = try upgrade("stable-11146-2")
    #expect(report.verdict(of: compose) == .merged)
    #expect(report.codes == [])
    let text = try #require(site.text(compose))
    #expect(text.contains("always}"))
    #expect(text.contains("${JITSI_IMAGE_VERSION:-stable-11146-2}"))
    #expect(!text.contains("stable-9364-1"))
    #expect(try site.upgrade("stable-11146-2").verdict(of: compose) == .kept)
  }

  @Test("the lock has what was generated, not what was merged")
  func lock() throws {
    let other = try Site()
    try other.upgrade("stable-9364-1")
    try other.upgrade("stable-11146-2")
    try edit(compose, "unless-stopped}", "always}")
    _ = try upgrade("stable-11146-2")
    #expect(site.lock == other.lock)
  }

  @Test("an edited file that upstream did not change is kept, and its mode too")
  func kept() throws {
    let path = "confomeet/gen-passwords.sh"
    try edit(path, "\n", "\n# ours\n")
    #expect(chmod(site.sandbox.deployment + "/" + path, 0o644) == 0)
    let before = site.text(path)
    #expect(try upgrade("stable-11146-2").verdict(of: path) == .kept)
    #expect(site.text(path) == before)
  }

  @Test("an edited file goes where upstream moved it")
  func moved() throws {
    let old = "confomeet/jibri/rootfs/etc/cont-init.d/10-config"
    let new = "confomeet/jibri/rootfs/etc/s6-overlay/scripts/config"
    try edit(old, "        exit 1\n", "        exit 2 # ours\n")
    let report = try upgrade("stable-11146-2")
    #expect(report.verdict(of: old) == .removed)
    #expect(report.verdict(of: new) == .merged)
    #expect(site.text(old) == nil)
    #expect(site.text(new)?.contains("exit 2 # ours\n") == true)
  }

  @Test("what was deleted and then moved stays deleted")
  func deletedAndMoved() throws {
    let old = "confomeet/jibri/rootfs/etc/cont-init.d/10-config"
    let new = "confomeet/jibri/rootfs/etc/s6-overlay/scripts/config"
    try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/" + old)
    let report = try site.upgrade("stable-11146-2")
    // Without that script nothing renders jibri's template, and what the patch set has in it did not hold before either.
    #expect(Set(report.codes) == ["U221", "U237"])
    #expect(site.text(new) == nil)
  }

  /// What is said of a merge by lines, and in which line of the deployment's file.
  private func reason() throws -> (evidence: [String], line: Int?) {
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    let finding = try #require(report.findings.map(\.finding).first { $0.code == .mergedByLines })
    #expect(finding.headline == "\(compose) was merged line by line")
    #expect(finding.places.map(\.path) == [compose])
    return (finding.evidence, finding.places.first?.line)
  }

  /// The line that a text begins, from 1.
  private func line(of text: String) throws -> Int {
    let lines = try #require(site.text(compose)).split(
      separator: "\n", omittingEmptySubsequences: false)
    return try #require(lines.firstIndex { $0.hasPrefix(text) }) + 1
  }

  @Test("a merge by lines says which key of ours is in the way, and in which line")
  func keyInTheWay() throws {
    try edit(compose, "version: ", "# ours\n? version\n: ")
    let line = try line(of: "? version")
    let (evidence, place) = try reason()
    #expect(evidence == ["`version` stands on a line with something else, line \(line)"])
    #expect(place == line)
  }

  @Test("of a file that can't be read it says in which line, and why")
  func unreadable() throws {
    try edit(compose, "\nservices:", "\nx-own:\n  - [a\nservices:")
    let line = try line(of: "services:")
    let (evidence, place) = try reason()
    #expect(
      evidence == [
        "the deployment's file, line \(line): did not find expected ',' or ']': a bracket is not closed, while parsing a flow sequence that starts in line \(line - 1)"
      ])
    #expect(place == line)
  }

  @Test("a port that was closed stays closed in a service that people named otherwise")
  func closedInRenamed() throws {
    try edit(compose, "    web:\n", "    front:\n")
    try edit(compose, "            - '${HTTP_PORT}:80'\n", "")
    let report = try upgrade("stable-11146-2")
    let text = try #require(site.text(compose))
    #expect(!text.contains("${HTTP_PORT}"))
    #expect(text.contains("- '${HTTPS_PORT}:8443'"))
    #expect(
      report.findings.contains {
        $0.finding.headline.hasPrefix(
          "`services.front.ports[80/tcp]`, now `services.web.ports[8000/tcp]`,")
      }, "\(report.findings.map(\.finding.headline))")
  }

  @Test("a variable's value is shown nowhere")
  func secrets() throws {
    try site.sandbox.write([
      "confomeet/env.example": try #require(site.text("confomeet/env.example"))
        .replacing("\n#", with: "\nOUR_PASSWORD=hunter2\n#")
    ])
    try edit(compose, "- JICOFO_AUTH_PASSWORD", "- JICOFO_AUTH_PASSWORD=hunter2")
    try edit(compose, "${HTTP_PORT}:80", "hunter2:80")
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    let texts = [
      JSONRenderer().render(report), MarkdownRenderer().render(report),
      TextRenderer(detail: .full).render(report),
    ]
    for text in texts {
      // The port is no secret, and what the conflict is about.
      #expect(!text.replacing("hunter2:80", with: "").contains("hunter2"))
    }
    try edit(compose, "hunter2:80", "${HTTP_PORT}:80")
    try edit(compose, "        restart: ", "        labels: [OUR_TOKEN=hunter2]\n        restart: ")
    let merged = try site.upgrade("stable-11146-2", dryRun: true)
    #expect(merged.files.contains { $0.diff?.contains("labels: [OUR_TOKEN=…") == true })
    #expect(merged.files.allSatisfy { $0.diff?.contains("hunter2") != true })
  }
}
