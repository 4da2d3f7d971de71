import Findings
import GitKit
import Reports
import Testing
import UpgradeKit

/// Files of upstream's that a deployment has, and that are generated only later.
@Suite struct UpstreamFileTests {
  private static let path = "jicofo/Dockerfile"
  private let site: Site
  private let original: String

  /// A deployment of stable-10184, whose jicofo is upstream's; stable-9364-1 needs an image of our own.
  init() throws {
    site = try Site()
    try site.upgrade("stable-10184")
    let repository = try Repository(opening: site.upstream)
    let tag = try #require(try repository.tag(named: "stable-10184"))
    let file = try #require(try repository.fileTree(tag.commit)[try TreePath(Self.path)])
    original = String(decoding: file.content, as: UTF8.self)
  }

  @Test("upstream's own file is replaced by the generated one")
  func same() throws {
    try site.sandbox.write(["confomeet/\(Self.path)": original])
    let report = try site.upgrade("stable-9364-1")
    #expect(report.verdict == .upgraded)
    #expect(report.codes.filter { $0.hasPrefix("U22") } == [])
    let other = try Site()
    try other.upgrade("stable-9364-1")
    #expect(site.text("confomeet/\(Self.path)") == other.text("confomeet/\(Self.path)"))
    #expect(site.lock == other.lock)
  }

  @Test("an edit of it is kept")
  func edited() throws {
    try site.sandbox.write(["confomeet/\(Self.path)": original + "LABEL own=1\n"])
    #expect(try site.upgrade("stable-9364-1").verdict == .upgraded)
    #expect(site.text("confomeet/\(Self.path)")?.hasSuffix("LABEL own=1\n") == true)
  }

  @Test("another file of that name is in the way")
  func other() throws {
    try site.sandbox.write(["confomeet/\(Self.path)": "FROM scratch\nCOPY own /\n"])
    let report = try site.upgrade("stable-9364-1")
    #expect(report.verdict == .conflicts)
    #expect(report.codes.contains("U222"))
  }
}
