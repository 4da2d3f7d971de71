import Findings
import Foundation
import GitKit
import Rendering
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Deployments that were made by hand, taken over.
@Suite struct AdoptionTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.makeByHand()
  }

  @Test("what people did to a compose file is told by what it says")
  func composeEdits() throws {
    try site.edit("confomeet/docker-compose.yml") { text in
      // Half the indentation, another order of keys does not count either.
      text.replacing("    ", with: "  ")
        .replacing("services:\n", with: "services:\n  ours:\n    image: example.org/ours:1\n")
        .replacing("unless-stopped", with: "always")
    }
    let report = try site.adopt()
    let file = try #require(report.adopted("confomeet/docker-compose.yml"))
    #expect(file.state == .edited)
    #expect(file.added == ["services.ours"])
    #expect(file.dropped == [])
    #expect(!file.changed.isEmpty)
    #expect(file.changed.allSatisfy { $0.hasSuffix(".restart") })
    #expect(try #require(file.linesAdded) >= 2)
    #expect(report.verdict == .adopted)
  }

  @Test("a file with another layout only is said to be that")
  func layout() throws {
    try site.edit("confomeet/docker-compose.yml") { $0.replacing("\n", with: "\r\n") }
    let file = try #require(try site.adopt().adopted("confomeet/docker-compose.yml"))
    #expect(file.state == .edited)
    #expect(file.likeness == 100)
    #expect(file.added + file.changed + file.dropped == [])
    #expect((file.linesAdded, file.linesDropped) == (0, 0))
  }

  @Test("variables are told by name, and no value is in any form of the report")
  func secrets() throws {
    try site.edit("confomeet/env.example") { $0 + "\nOWN_PASSWORD=topsecret\n" }
    try site.sandbox.write([
      "confomeet/.env": (site.text("confomeet/env.example") ?? "") + "JVB_SECRET=topsecret\n"
    ])
    let report = try site.adopt()
    let file = try #require(report.adopted("confomeet/env.example"))
    #expect(file.added == ["OWN_PASSWORD"])
    #expect(report.adopted("confomeet/.env") == nil)
    #expect(report.adoption?.ownFiles == 1)
    for text in [
      JSONRenderer().render(report), MarkdownRenderer().render(report),
      TextRenderer(detail: .full).render(report),
    ] {
      #expect(text.contains("OWN_PASSWORD"))
      #expect(!text.contains("topsecret"))
    }
  }

  @Test("upstream's files that are not generated are named, people's own are counted")
  func extras() throws {
    let repository = try Repository(opening: site.upstream)
    let tag = try #require(try repository.tag(named: "stable-9364-1"))
    let upstream = try repository.fileTree(tag.commit)
    let path = try #require(
      upstream.paths.first { $0.text.hasPrefix("web/") && (upstream[$0]?.content.count ?? 0) > 64 })
    let text = String(decoding: upstream[path]?.content ?? [], as: UTF8.self)
    try site.sandbox.write([
      "confomeet/\(path)": text, "own/notes.txt": "nothing of upstream's\n",
    ])
    let report = try site.adopt()
    #expect(report.adopted("confomeet/\(path)")?.state == .extra)
    #expect(report.found("D324")?.evidence == ["confomeet/\(path)"])
    #expect(report.adoption?.ownFiles == 1)
    #expect(report.verdict == .adopted)
  }

  @Test("a lock that says the same is up to date, another one stays unless it is forced")
  func lockThere() throws {
    try site.adopt()
    let lock = site.lock
    let inodes = try site.inodes()
    #expect(try site.adopt().verdict == .upToDate)
    #expect(try site.inodes() == inodes)

    let other = try Site()
    try other.upgrade("stable-10184")
    let newer = try #require(other.lock)
    try site.sandbox.write(["upstream-lock.yaml": newer], to: ".")
    let failure = #expect(throws: UpgradeFailure.self) { try site.adopt() }
    #expect(failure?.findings.map(\.code.rawValue) == ["G523"])
    #expect(site.lock == newer)
    #expect(try site.adopt(force: true).verdict == .adopted)
    #expect(site.lock == lock)
  }

  @Test(
    "a deployment without the customisations gets upstream's changes, hop by hop, until it is adopted again"
  )
  func asUpstream() throws {
    func files(_ release: String) throws -> FileTree {
      let repository = try Repository(opening: site.upstream)
      return try repository.fileTree(try #require(try repository.tag(named: release)).commit)
    }
    func isThere(_ path: TreePath, _ release: String) throws -> Bool {
      try files(release)[path] != nil
    }
    func isUpstreams(_ release: String) throws -> Bool {
      let files = try files(release)
      let compose = try TreePath("docker-compose.yml")
      return site.text("confomeet/docker-compose.yml")
        == files[compose].map { String(decoding: $0.content, as: UTF8.self) }
        .map { $0.replacing("unless-stopped}", with: "always}", maxReplacements: 1) }
    }
    // What only the patch set has was never there.
    let folder = site.sandbox.deployment + "/confomeet"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where site.text("confomeet/\(path)") != nil {
      guard try !isThere(TreePath(path), "stable-9364-1") else { continue }
      try FileManager.default.removeItem(atPath: folder + "/" + path)
    }
    try site.copyUpstream("stable-9364-1")
    try site.edit("confomeet/docker-compose.yml") {
      $0.replacing("unless-stopped}", with: "always}", maxReplacements: 1)
    }
    #expect(try site.adopt(asUpstream: true).verdict == .adopted)
    let path = try TreePath("docker-compose.yml")
    for release in ["stable-10184", "stable-11146-2"] {
      let report = try site.upgrade(release)
      #expect(report.verdict == .upgraded, "\(report.findings(.conflict))")
      #expect(try isUpstreams(release), "\(release)")
      #expect(try site.readLock().generated.files[path]?.base == .upstreamOnly)
      #expect(try site.upgrade(release).verdict == .upToDate)
      #expect(site.text("confomeet/OPERATIONS.md") == nil)
      let dockerfile = try TreePath("jibri/Dockerfile")
      #expect(
        try site.text("confomeet/jibri/Dockerfile")
          == files(release)[dockerfile].map { String(decoding: $0.content, as: UTF8.self) })
      // Nothing comes of a customisation that is not there.
      for path in try site.readLock().generated.files.keys where try !isThere(path, release) {
        #expect(site.text("confomeet/\(path)") == nil, "\(path)")
      }
    }
    #expect(try site.adopt("stable-11146-2", force: true).verdict == .adopted)
    #expect(try site.upgrade("stable-11146-2").verdict == .upgraded)
    #expect(site.text("confomeet/docker-compose.yml")?.contains("confomeetnet") == true)
    #expect(site.text("confomeet/OPERATIONS.md") != nil)
  }

  @Test("a dry run writes nothing")
  func dryRun() throws {
    let inodes = try site.inodes()
    #expect(try site.adopt(dryRun: true).verdict == .wouldChange)
    #expect(try site.inodes() == inodes)
  }

  @Test("a deployment that is not there is refused, and not made")
  func noFolder() throws {
    try FileManager.default.removeItem(atPath: site.sandbox.deployment)
    let failure = #expect(throws: UpgradeFailure.self) { try site.adopt() }
    #expect(failure?.findings.map(\.code.rawValue) == ["G511"])
    #expect(!FileManager.default.fileExists(atPath: site.sandbox.deployment))
  }
}
