import Findings
import Foundation
import GitKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// Compose files that run images of another release.
struct ImagesDriftTests {
  private let site: Site

  init() throws {
    site = try Site.deployed()
  }

  private func drift(environmentFile: String? = nil) throws -> Report {
    try site.drift([.images], environmentFile: environmentFile)
  }

  @Test("without a file of variables, and with one that says the same")
  func locked() throws {
    #expect(try drift().codes == [])
    try site.sandbox.write(["confomeet/.env": "JITSI_IMAGE_VERSION=stable-11146-2\n"])
    #expect(try drift().codes == [])
    try site.sandbox.write(["confomeet/.env": "#JITSI_IMAGE_VERSION=stable-9364-1\n"])
    #expect(try drift().codes == [])
  }

  @Test("compose files that are not read for their size or kind are named, other files are not")
  func unread() throws {
    let large = String(repeating: "# much\n", count: 200_000)
    try site.sandbox.write([
      "compose.large.yml": large, "confomeet/data.yml": large, "elsewhere/data.yaml": large,
    ])
    try FileManager.default.createSymbolicLink(
      atPath: site.path("docker-compose.override.yml"), withDestinationPath: "elsewhere/data.yaml")
    let findings = try drift().findings.map(\.finding)
    #expect(findings.map(\.code.rawValue) == ["D316", "D316"])
    #expect(
      findings.map(\.headline) == [
        "compose.large.yml was not read: it is larger than 1 MiB",
        "docker-compose.override.yml was not read: it is a symbolic link, and links are not followed",
      ])
  }

  @Test(
    "the variable names another release: one finding for all services, those that are built too")
  func variable() throws {
    try site.sandbox.write(["confomeet/.env": "A=b\nJITSI_IMAGE_VERSION=stable-9364-1\n"])
    let report = try drift()
    #expect(report.verdict == .drifted)
    let finding = try report.one("D315")
    #expect(finding.headline.contains("run stable-9364-1, and the lock says stable-11146-2"))
    #expect(finding.places.first == Place(.deployment, "confomeet/.env", line: 2))
    #expect(finding.evidence.first == "JITSI_IMAGE_VERSION says so")
    #expect(finding.evidence.contains { $0.hasPrefix("confomeet/jibri.yml: jibri") })
    #expect(finding.evidence.contains { $0.hasPrefix("confomeet/docker-compose.yml: ") })
  }

  @Test(
    "a value by way of another variable, in quotes, or twice",
    arguments: [
      "V=stable-9364-1\nJITSI_IMAGE_VERSION=${V}\n", "JITSI_IMAGE_VERSION='stable-9364-1'\n",
      "JITSI_IMAGE_VERSION=stable-11146-2\nJITSI_IMAGE_VERSION=\"stable-9364-1\"\n",
    ])
  func values(_ text: String) throws {
    try site.sandbox.write(["confomeet/.env": text])
    #expect(try drift().one("D315").headline.contains("stable-9364-1"))
  }

  @Test("a value that is no release's name is not shown")
  func hidden() throws {
    try site.sandbox.write(["confomeet/.env": "JITSI_IMAGE_VERSION=hunter2\n"])
    let report = try drift()
    #expect(try report.one("D315").headline.contains("another tag"))
    #expect(!JSONRenderer().render(report).contains("hunter2"))
  }

  @Test("another file of variables counts instead")
  func given() throws {
    try site.sandbox.write(["confomeet/.env": "JITSI_IMAGE_VERSION=stable-9364-1\n"])
    try site.sandbox.write(["production.env": "JITSI_IMAGE_VERSION=stable-10184\n"], to: "")
    let file = site.sandbox.path + "/production.env"
    let finding = try drift(environmentFile: file).one("D315")
    #expect(finding.places.first == Place(.patchSet, "production.env", line: 1))
    #expect(throws: UpgradeFailure.self) { try drift(environmentFile: file + ".not") }
  }

  @Test("a file of people's own that names a release itself")
  func own() throws {
    try site.sandbox.write([
      "confomeet/override.yml": """
      services:
        web:
          image: jitsi/web:stable-9364-1
        mirror:
          image: registry.example:5000/jitsi/jvb:unstable
        theirs:
          image: acme/web:1.2
        built:
          build: ./not-here

      """
    ])
    let report = try drift()
    #expect(report.codes == ["D315", "D315"])
    let places = report.findings.flatMap(\.finding.places)
    #expect(Set(places.map(\.path)) == ["confomeet/override.yml"])
    #expect(Set(places.compactMap(\.line)) == [3, 5])
  }

  @Test("files beside the generated ones have variables of their own")
  func elsewhere() throws {
    try site.sandbox.write([
      "staging/compose.yaml": "services: {web: {image: 'jitsi/web:${TAG}'}}\n",
      "staging/.env": "TAG=stable-11146-2\n", "confomeet/.env": "TAG=stable-9364-1\n",
    ])
    #expect(try drift().codes == [])
    try site.sandbox.write(["staging/.env": "TAG=latest\n"])
    #expect(try drift().one("D315").places.first?.path == "staging/.env")
  }

  @Test("what cannot be read is said")
  func unreadable() throws {
    try site.sandbox.write([
      "confomeet/override.yml": "services:\n\tweb: {}\n", "confomeet/notes.yml": "a: [\n",
      "confomeet/.env": "A=1\nB='open\n",
    ])
    let report = try drift()
    #expect(report.codes == ["D316", "E413"])
    #expect(try report.one("D316").places.first?.path == "confomeet/override.yml")
    #expect(try report.one("E413").places.first?.line == 2)
  }

  @Test(
    "a service's data that may not be read is passed over",
    .enabled(if: geteuid() != 0, "root may do anything"))
  func data() throws {
    try site.sandbox.write(["data/x.yml": "services: {web: {image: 'jitsi/web:1'}}\n"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: site.path("data"))
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: site.path("data"))
    }
    #expect(try drift().codes == [])
  }
}
