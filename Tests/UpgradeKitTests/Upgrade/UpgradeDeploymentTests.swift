import Findings
import Foundation
import Reports
import Testing
import UpgradeKit

/// A deployment that cannot be written to.
struct UpgradeDeploymentTests {
  @Test("a file", arguments: [false, true])
  func file(isDryRun: Bool) throws {
    let site = try Site()
    try site.sandbox.write(["deployment": "x"], to: "")
    let finding = try site.failure(dryRun: isDryRun)
    #expect(finding.code.rawValue == "G511")
    #expect(!finding.advice.isEmpty)
  }

  @Test("a link that leads nowhere", arguments: [false, true])
  func danglingLink(isDryRun: Bool) throws {
    let site = try Site()
    try FileManager.default.createSymbolicLink(
      atPath: site.sandbox.deployment, withDestinationPath: site.sandbox.path + "/nowhere")
    if isDryRun { return }
    let finding = try site.failure(dryRun: isDryRun)
    #expect(finding.code.rawValue.hasPrefix("G5"))
  }

  @Test("a file system that is read-only", .enabled(if: Mount.isPossible, "only root can mount"))
  func readOnly() throws {
    let site = try Site()
    let mount = try Mount(options: "size=4m")
    site.request.deployment = mount.path + "/deployment"
    try site.upgrade("stable-9364-1")
    try mount.makeReadOnly()
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G512")
    #expect(!finding.advice.isEmpty)
    // Looking is allowed.
    #expect(try site.upgrade("stable-10184", dryRun: true).verdict == .wouldChange)
  }

  @Test("a disk that is full", .enabled(if: Mount.isPossible, "only root can mount"))
  func fullDisk() throws {
    var isWritten = false
    for pages in stride(from: 4, to: 160, by: 12) where !isWritten {
      let site = try Site()
      let mount = try Mount(options: "size=\(pages * 4)k")
      site.request.deployment = mount.path + "/deployment"
      do {
        isWritten = try site.upgrade("stable-9364-1").verdict == .upgraded
      } catch {
        let finding = try #require(error.findings.first)
        #expect(finding.code.rawValue == "G514")
        #expect(finding.advice.contains { $0.contains("room") })
        #expect(site.lock == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path) == [])
      }
    }
    #expect(isWritten)
  }
}
