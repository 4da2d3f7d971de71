import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// A patch set that was changed since the deployment was generated.
struct PatchesDriftTests {
  private let site: Site

  init() throws {
    site = try Site.deployed()
    try site.copyPatches()
  }

  private func edit(_ file: String, _ change: (String) -> String) throws {
    let path = "\(site.request.patches)/\(file)"
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    guard change(text) != text else { throw Site.Unexpected(what: "nothing to change in \(file)") }
    try site.sandbox.write([file: change(text)], to: "patches")
  }

  private func drift() throws -> Report { try site.drift([.patches]) }

  @Test("as it was, it gives what it gave, also where the deployment was edited")
  func unchanged() throws {
    try site.sandbox.write(["confomeet/jibri.yml": "services: {}\n"])
    #expect(try drift().codes == [])
  }

  @Test("an edit without effect is a note")
  func comment() throws {
    try edit("network/patch.yaml") { $0 + "# Seen.\n" }
    let report = try drift()
    #expect(report.codes == ["D314"])
    #expect(report.findings.map(\.severity) == [.note])
    #expect(report.verdict == .inStep)
    #expect(report.state(.patches) == .inStep)
  }

  @Test("what regenerating would change, file by file")
  func effect() throws {
    try edit("network/patch.yaml") { $0.replacing("confomeetnet", with: "othernet") }
    let report = try drift()
    #expect(report.verdict == .drifted)
    #expect(Set(report.codes) == ["D312"])
    let finding = try #require(
      report.findings.map(\.finding).first { $0.headline.contains("jibri.yml") })
    #expect(finding.headline == "generating stable-11146-2 anew would change confomeet/jibri.yml")
    #expect(finding.diff?.contains("othernet") == true)
    #expect(finding.evidence.last?.contains("not the locked one") == true)
    #expect(finding.places.map(\.path) == ["confomeet/jibri.yml", "patches/patchset.yaml"])
  }

  @Test("files that would come or go")
  func files() throws {
    try edit("patchset.yaml") { $0.replacing("  - prosody-plugins\n", with: "") }
    let headlines = try drift().findings.map(\.finding.headline)
    let place = "confomeet/prosody/prosody-plugins-custom/README.md"
    #expect(headlines.contains("generating stable-11146-2 anew would remove \(place)"))
  }

  @Test("a patch that no longer suits the locked release")
  func conflict() throws {
    try edit("jibri-s3/patch.yaml") { $0.replacing("install-chrome.sh", with: "install-other.sh") }
    let report = try drift()
    #expect(report.verdict == .drifted)
    #expect(report.codes.allSatisfy { $0 == "D313" } && !report.codes.isEmpty)
    #expect(
      report.findings.first?.finding.places.first?.path.hasSuffix("jibri-s3/patch.yaml") == true)
  }
}
