import Findings
import Foundation
import GitKit
import Rendering
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Generated files that are not as they were generated.
struct DeploymentDriftTests {
  private let site: Site

  init() throws {
    site = try Site.deployed()
  }

  private func drift() throws -> Report { try site.drift([.deployment]) }

  @Test("people's own files are nobody's business")
  func untouched() throws {
    try site.sandbox.write(["confomeet/.env": "A=1\n", "confomeet/own.yml": "services: {}\n"])
    #expect(try drift().codes == [])
  }

  @Test("an edit: where it begins, how much it is, and the diff")
  func edited() throws {
    let text = try #require(site.text("confomeet/jibri.yml"))
    try site.sandbox.write([
      "confomeet/jibri.yml": text.replacing("shm_size: '2gb'", with: "shm_size: '4gb'")
    ])
    let finding = try drift().one("D306")
    #expect(finding.places.map(\.path) == ["confomeet/jibri.yml"])
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("shm_size") }
    #expect(finding.places.first?.line == line.map { $0 + 1 })
    #expect(finding.evidence == ["1 line added, 1 removed"])
    #expect(finding.diff?.contains("4gb") == true)
  }

  /// A comparison whose time grows by the number of differences would not end.
  @Test("an edit of two hundred thousand lines")
  func longEdit() throws {
    let text = try #require(site.text("confomeet/jibri/Dockerfile"))
    let lines = String(repeating: "  x \\\n", count: 200_000)
    try site.sandbox.write([
      "confomeet/jibri/Dockerfile": text.replacing("RUN ", with: "RUN true && \\\n\(lines)    ")
    ])
    #expect(try drift().one("D306").evidence.first?.contains("20000") == true)
  }

  @Test("the original of an edit is found in the deployment's history, without upstream")
  func history() throws {
    try site.commitDeployment()
    try FileManager.default.removeItem(atPath: site.upstream)
    try site.sandbox.write(["confomeet/jibri.yml": "services: {}\n"])
    let finding = try drift().one("D306")
    #expect(finding.diff?.contains("+services: {}") == true)
  }

  @Test("a value that somebody wrote into a file is not shown")
  func secret() throws {
    let text = try #require(site.text("confomeet/jibri.yml"))
    try site.sandbox.write([
      "confomeet/jibri.yml": text.replacing(
        "- JIBRI_XMPP_PASSWORD", with: "- JIBRI_XMPP_PASSWORD=hunter2")
    ])
    let report = try drift()
    #expect(try report.one("D306").diff?.contains("+") == true)
    #expect(!JSONRenderer().render(report).contains("hunter2"))
  }

  @Test("a file that is emptied, binary, or larger than what is compared")
  func strange() throws {
    try site.sandbox.write(["confomeet/jibri.yml": ""])
    #expect(try drift().one("D306").places.first?.line == nil)
    try site.sandbox.write(["confomeet/jibri.yml": "a\0b"])
    #expect(try drift().one("D306").evidence.count == 1)
  }

  @Test("deleted, with another mode, or replaced by a link or a folder")
  func others() throws {
    let files = FileManager.default
    try files.removeItem(atPath: site.path("confomeet/env.example"))
    #expect(try drift().codes == ["D307"])
    try files.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: site.path("confomeet/jibri.yml"))
    #expect(try drift().one("D308").advice.first?.contains("chmod -x") == true)
    try files.createSymbolicLink(
      atPath: site.path("confomeet/env.example"), withDestinationPath: "jibri.yml")
    #expect(try drift().one("D309").headline.contains("symbolic link"))
    try files.removeItem(atPath: site.path("confomeet/env.example"))
    try files.createDirectory(
      atPath: site.path("confomeet/env.example"), withIntermediateDirectories: false)
    #expect(try drift().one("D309").headline.contains("a folder is there"))
    #expect(try drift().verdict == .drifted)
  }

  @Test("an empty deployment is told once")
  func empty() throws {
    try FileManager.default.removeItem(atPath: site.path("confomeet"))
    #expect(try drift().one("D307").advice.first?.contains("--deployment") == true)
  }

  @Test("an interrupted upgrade is found and left as it is")
  func interrupted() throws {
    try FileManager.default.createDirectory(
      atPath: site.path(".confomeet-upgrade"), withIntermediateDirectories: false)
    #expect(try drift().codes == ["D310"])
    try FileManager.default.removeItem(atPath: site.path(".confomeet-upgrade"))
    try site.sandbox.write(["upgrade-pending.yaml": "format: 1\n"])
    #expect(try drift().one("D310").advice.first?.contains("--continue") == true)
  }

  @Test("a folder that is a link is one finding, however many files are generated in it")
  func linkedFolder() throws {
    try FileManager.default.moveItem(
      atPath: site.path("confomeet"), toPath: site.path("elsewhere"))
    try FileManager.default.createSymbolicLink(
      atPath: site.path("confomeet"), withDestinationPath: "elsewhere")
    let finding = try drift().one("D309")
    #expect(finding.places.map(\.path) == ["confomeet"])
    #expect(finding.headline.hasPrefix("confomeet is a symbolic link, and "))
    #expect(try drift().findings.count == 1)
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    #expect(report.verdict == .conflicts)
    #expect(report.findings.count == 1)
    #expect(report.files.count { $0.verdict == .conflict } == report.files.count)
  }

  @Test("a version marker that names another release")
  func marker() throws {
    try site.sandbox.write(["README.md": "# Ours\n\ndocker-jitsi-meet: stable-9364-1\n"])
    let finding = try drift().one("D311")
    #expect(finding.places.first?.line == 3)
    try site.sandbox.write(["README.md": "docker-jitsi-meet: stable-11146-2\n"])
    #expect(try drift().codes == [])
  }
}
