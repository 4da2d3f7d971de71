import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// Newer releases upstream.
struct ReleaseDriftTests {
  @Test("the newest, how far it is, and what an upgrade would come to")
  func newer() throws {
    let site = try Site.deployed("stable-9364-1")
    let finding = try site.drift([.release]).one("D301")
    #expect(
      finding.headline == "stable-11146-2 is out: 2 releases newer than the locked stable-9364-1")
    #expect(finding.evidence[0].contains(#/^\d+ commits, from 2024-..-.. to 202.-..-..$/#))
    #expect(finding.evidence[1].contains("stable-10184 of 202"))
    #expect(finding.evidence[2].contains(#/goes through; \d+ files would change/#))
    #expect(finding.places.map(\.path) == ["upstream-lock.yaml"])
    #expect(finding.places.first?.line == 2)
  }

  @Test("at the newest there is nothing")
  func newest() throws {
    #expect(try Site.deployed().drift([.release]).codes == [])
  }

  @Test("a conflict of the patch set with the newest is told with its place and code")
  func conflict() throws {
    let site = try Site.deployed()
    try site.release { files in
      try files.replace(
        "/usr/bin/install-chrome.sh", with: "/usr/bin/install-browser.sh", in: "jibri/Dockerfile")
    }
    let report = try site.drift([.release])
    let stops = report.findings.filter { $0.finding.code.rawValue == "D302" }
    let finding = try #require(stops.first).finding
    #expect(report.verdict == .inStep)
    #expect(stops.allSatisfy { $0.severity == .warning })
    #expect(finding.headline.hasPrefix("an upgrade to stable-12000 would stop: "))
    #expect(finding.evidence.first?.hasPrefix("the conflict is U2") == true)
    #expect(finding.places.contains { $0.path.hasSuffix("patch.yaml") && $0.line != nil })
    #expect(
      try report.one("D301").evidence.last
        == "an upgrade to it would stop with \(stops.count) conflicts")
    #expect(try site.drift([.release], failing: [.release]).verdict == .drifted)
  }

  @Test("a container that would not start after the merge is told as well, unless it is accepted")
  func stopped() throws {
    let site = try Site.deployed("stable-10184")
    try site.copyPatches()
    try site.sandbox.write([
      "confomeet/own/90-own": "#!/usr/bin/with-contenv bash\necho ours\n",
      "confomeet/docker-compose.override.yml":
        "services:\n  jicofo:\n    volumes: ['./own/90-own:/etc/cont-init.d/90-own:ro']\n",
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: site.request.deployment + "/confomeet/own/90-own")
    let finding = try site.drift([.release]).one("D302")
    #expect(finding.evidence.first == "the conflict is U241")
    #expect(finding.places.first?.path == "confomeet/own/90-own")
    try Data(
      "accepted: [{code: U241, path: confomeet/own/90-own, because: jicofo is stopped}]\n".utf8
    ).write(to: URL(fileURLWithPath: site.request.patches + "/accepted.yaml"))
    #expect(try site.drift([.release]).codes == ["D301"])
  }
}
