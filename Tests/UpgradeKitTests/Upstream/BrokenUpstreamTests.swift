import DemoUpstream
import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// An upstream that cannot be read. It is on this machine here; servers are tried out with GitKit.
struct BrokenUpstreamTests {
  @Test(
    "a folder that is no repository, a file, nothing at all",
    arguments: ["folder", "file", "nothing"])
  func noRepository(_ kind: String) throws {
    let site = try Site(hasUpstream: false)
    switch kind {
    case "folder": try site.sandbox.write(["README.md": "x"], to: "upstream.git")
    case "file": try site.sandbox.write(["upstream.git": "x"], to: "")
    default: break
    }
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G504")
    #expect(finding.advice.contains { $0.contains("--upstream") })
  }

  @Test(
    "a repository with SHA-256 ids",
    .enabled(if: GitProgram.isInstalled, "git is not installed"), arguments: [true, false])
  func otherIDs(_ isBare: Bool) throws {
    let site = try Site(hasUpstream: false)
    let options = ["--object-format=sha256"] + (isBare ? ["--bare"] : [])
    #expect(try GitProgram.run(["init", "-q", site.upstream] + options).status == 0)
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G504")
    #expect(finding.headline.contains("SHA-256"))
    #expect(finding.advice.contains { $0.contains("SHA-1") })
  }

  @Test("what is damaged is named, and nobody is told to remove a mirror that there is none of")
  func damaged() throws {
    let site = try Site()
    let blob = ObjectID.ofBlob(
      try #require(try Demo.files("stable-10184")[TreePath("docker-compose.yml")]?.content))
    let object = "\(site.upstream)/objects/\(blob.hex.prefix(2))/\(blob.hex.dropFirst(2))"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: object)
    try Data("damaged".utf8).write(to: URL(fileURLWithPath: object))
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G506")
    #expect(finding.advice.contains { $0.contains("git fsck") })
    #expect(!finding.advice.contains { $0.contains("mirror") })
    try FileManager.default.removeItem(atPath: object)
    #expect(try site.failure().code.rawValue == "G506")
  }

  @Test("a mirror that there is none of yet, with `--offline`")
  func offline() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = "https://upstream.example/docker-jitsi-meet"
    site.request.isOffline = true
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G507")
    #expect(finding.advice.first?.contains("--offline") == true)
    #expect(finding.evidence == ["upstream: https://upstream.example/docker-jitsi-meet"])
  }

  @Test(
    "a mirror whose pack is damaged, from its beginning or later",
    .enabled(if: GitProgram.isInstalled, "git is not installed"), arguments: [20, 3_000, 8_000])
  func damagedMirror(_ start: Int) throws {
    let site = try Site(hasUpstream: false)
    let address = "https://upstream.example/docker-jitsi-meet"
    site.request.upstream = address
    site.request.isOffline = true
    let mirror = Mirror(of: address, cache: site.request.cache)
    try FileManager.default.createDirectory(
      atPath: site.request.cache, withIntermediateDirectories: true)
    try DemoUpstream.create(bareAt: mirror.path, of: Demo.history.get())
    #expect(try site.upgrade("stable-10184", dryRun: true).verdict == .wouldChange)
    #expect(try GitProgram.run(["repack", "-adq"], in: mirror.path).status == 0)
    let folder = mirror.path + "/objects/pack"
    let packs = try FileManager.default.contentsOfDirectory(atPath: folder)
    let pack = folder + "/" + (try #require(packs.first { $0.hasSuffix(".pack") }))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: pack)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: pack))
    for index in stride(from: start, to: bytes.count - 20, by: 50) { bytes[index] ^= 0x55 }
    try bytes.write(to: URL(fileURLWithPath: pack))
    let finding = try site.failure()
    #expect(finding.code.rawValue == "G506")
    #expect(finding.advice.contains { $0.contains("mirror") })
  }
}
