import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// A deployment that people have worked on: nothing of theirs is overwritten.
struct UpgradeConflictTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.upgrade("stable-9364-1")
  }

  /// Runs an upgrade that must leave everything as it is.
  private func conflict(_ release: String = "stable-10184") throws -> Report {
    let before = try site.inodes()
    #expect(try site.upgrade(release, dryRun: true).verdict == .conflicts)
    let report = try site.upgrade(release)
    #expect(report.verdict == .conflicts)
    // Making and unlocking the folder for writing must not show either.
    #expect(try site.inodes() == before)
    #expect(!report.findings.isEmpty)
    for finding in report.findings {
      #expect(!finding.finding.advice.isEmpty && !finding.finding.places.isEmpty)
    }
    return report
  }

  @Test("a place that upstream changed, too, stops the run")
  func edited() throws {
    let path = "confomeet/docker-compose.yml"
    let text = try #require(site.text(path))
    try site.sandbox.write([path: text.replacing("${HTTP_PORT}:80", with: "8080-8081:80")])
    let report = try conflict("stable-11146-2")
    #expect(report.codes == ["U220"])
    #expect(report.verdict(of: path) == .conflict)
    let finding = try #require(report.findings.first?.finding)
    #expect(finding.places.first?.excerpt == "- '8080-8081:80'")
    let lines = try #require(site.text(path)).split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(finding.places.first?.line)
    #expect(lines[line - 1].contains("'8080-8081:80'"))
    #expect(
      finding.evidence == [
        "stable-9364-1: `- '${HTTP_PORT}:80'`", "deployment: `- '8080-8081:80'`",
        "stable-11146-2: `- '${HTTP_PORT}:8000'`",
        "upstream renamed it to `services.web.ports[8000/tcp]`",
      ])
  }

  @Test("the release that a line names is shown as it stands there")
  func pinned() throws {
    let path = "confomeet/docker-compose.yml"
    let text = try #require(site.text(path))
    try site.sandbox.write([path: text.replacing(" jitsi/web:", with: " example.org/web:")])
    let finding = try #require(try conflict("stable-11146-2").findings.first?.finding)
    #expect(finding.headline.hasPrefix("`services.web.image`"))
    #expect(finding.places.first?.excerpt?.contains("stable-9364-1") == true)
    #expect(finding.evidence.map { $0.contains("-stable-9364-1}") } == [true, true, false])
  }

  @Test("a file that was edited, and that the release does not have any more, stops the run")
  func editedElsewhere() throws {
    try site.sandbox.write(["confomeet/jibri/rootfs/etc/fix-attrs.d/10-jibri": "mine\n"])
    #expect(try conflict("stable-11146-2").codes == ["U220"])
  }

  @Test("a file that was edited into what is to be written is fine")
  func editedAlike() throws {
    let next = try Site()
    try next.upgrade("stable-10184")
    let path = "confomeet/docker-compose.yml"
    try site.sandbox.write([path: try #require(next.text(path))])
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded)
    #expect(report.verdict(of: path) == .unchanged)
    #expect(site.lock == next.lock)
  }

  @Test("what was deleted by hand stays deleted, at every release, and is told of")
  func deleted() throws {
    let path = "confomeet/whiteboard.yml"
    try site.upgrade("stable-10184")
    try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/" + path)
    for release in ["stable-10184", "stable-11146-2"] {
      let report = try site.upgrade(release)
      #expect(report.codes == ["U221"])
      #expect(report.verdict(of: path) == .kept)
      #expect(site.text(path) == nil)
    }
    #expect(try site.upgrade("stable-11146-2").verdict == .upToDate)
  }

  @Test("a file of somebody else's in the way stops the run")
  func foreignFile() throws {
    try site.sandbox.write(["confomeet/whiteboard.yml": "services: {}\n"])
    #expect(try conflict().codes == ["U222"])
  }

  @Test(
    "so does a folder, a link, a pipe, or a file for a folder",
    arguments: [
      "folder", "link", "pipe", "file",
    ])
  func obstacle(_ kind: String) throws {
    let path =
      site.sandbox.deployment + "/confomeet/" + (kind == "file" ? "prometheus" : "whiteboard.yml")
    switch kind {
    case "folder":
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      try site.sandbox.write(["confomeet/whiteboard.yml/mine": "x"])
    case "link":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
    case "pipe": #expect(mkfifo(path, 0o644) == 0)
    default: try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(try conflict().codes == ["U222"])
  }

  @Test(
    "a link in place of the generated folder leads nowhere",
    arguments: ["confomeet", "confomeet/jibri"])
  func linkedFolder(_ folder: String) throws {
    let path = site.sandbox.deployment + "/" + folder
    try FileManager.default.moveItem(atPath: path, toPath: site.sandbox.path + "/elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: site.sandbox.path + "/elsewhere")
    let report = try conflict()
    #expect(Set(report.codes) == ["U222"])
  }

  @Test("a link to the deployment is followed")
  func linkedDeployment() throws {
    let link = site.sandbox.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: site.sandbox.deployment)
    site.request.deployment = link
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
    #expect(site.text("confomeet/whiteboard.yml") != nil)
  }
}
