import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// Deployments with things in them that no deployment should have.
@Suite struct AdoptionHostileTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.makeByHand()
  }

  private var folder: String { site.sandbox.deployment + "/confomeet" }

  @Test("links, pipes and large files are not read")
  func notRead() throws {
    try site.remove("confomeet/jibri.yml")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/jibri.yml", withDestinationPath: "/etc/passwd")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/loop", withDestinationPath: ".")
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    let large = folder + "/recording.mp4"
    #expect(FileManager.default.createFile(atPath: large, contents: nil))
    #expect(truncate(large, 1 << 40) == 0)

    let report = try site.adopt()
    #expect(report.verdict == .adopted)
    #expect(report.adopted("confomeet/jibri.yml")?.state == .foreign)
    #expect(report.codes == ["D323"])
  }

  @Test("a link in the place of a folder is told, and nothing behind it is read")
  func folderLink() throws {
    let aside = site.sandbox.path + "/aside"
    try FileManager.default.moveItem(atPath: folder + "/jibri", toPath: aside)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/jibri", withDestinationPath: aside)
    let report = try site.adopt()
    #expect(Set(report.codes) == ["D323"])
    #expect(
      report.adoption?.files(.foreign).allSatisfy { $0.path.hasPrefix("confomeet/jibri/") } == true)
  }

  @Test("names that are no text, and folders of others', are passed over and said")
  func unseen() throws {
    let name = Array((folder + "/").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
    let file = open(name, O_CREAT | O_WRONLY, 0o644)
    #expect(file >= 0)
    close(file)
    let report = try site.adopt()
    #expect(report.verdict == .adopted)
    #expect(report.codes == ["G524"])
  }

  @Test("files that are no text are compared, too")
  func binary() throws {
    let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/env.example"))
    try Data(bytes + [1]).write(to: URL(fileURLWithPath: folder + "/logo.png"))
    let report = try site.adopt()
    #expect(report.adopted("confomeet/env.example")?.state == .foreign)
    #expect(report.adopted("confomeet/env.example")?.linesAdded == nil)
  }

  @Test("compose files that cannot be read are summed up in lines")
  func broken() throws {
    try site.edit("confomeet/docker-compose.yml") { $0 + "\t: [\n" }
    let file = try #require(try site.adopt().adopted("confomeet/docker-compose.yml"))
    #expect(file.state == .edited)
    #expect(file.added.isEmpty)
    #expect((file.linesAdded, file.linesDropped) == (1, 0))
  }

  @Test("a repository inside is somebody else's")
  func nested() throws {
    let env = try #require(site.text("confomeet/env.example"))
    try site.remove("confomeet/env.example")
    try site.sandbox.write(["other/.git/HEAD": "ref: refs/heads/main\n", "other/env.example": env])
    let report = try site.adopt()
    #expect(report.adopted("confomeet/env.example")?.state == .missing)
  }

  @Test("an interrupted run has to be undone first")
  func interrupted() throws {
    try site.sandbox.write([".confomeet-upgrade/journal": "x"])
    let failure = #expect(throws: UpgradeFailure.self) { try site.adopt() }
    #expect(failure?.findings.map(\.code.rawValue) == ["G514"])
    #expect(site.lock == nil)
  }
}
