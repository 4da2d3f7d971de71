import DemoUpstream
import Foundation
import GitKit
import PatchKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// The main job, from an upstream repository to a deployment and its lock.
struct UpgradeTests {
  @Test("the first run fills an empty folder, and makes the lock")
  func first() throws {
    let site = try Site()
    let report = try site.upgrade("stable-9364-1")
    #expect(report.verdict == .upgraded)
    #expect(report.from == nil)
    #expect(report.to?.tag == "stable-9364-1")
    #expect(report.findings == [])
    #expect(report.files.allSatisfy { $0.verdict == .added })
    let generated = try Demo.generate("stable-9364-1").generation.tree
    var expected: [String: String] = [:]
    for path in generated.paths {
      let mode = generated[path]?.mode == .executable ? "755" : "644"
      expected["confomeet/\(path)"] =
        "file \(mode) " + String(decoding: generated[path]?.content ?? [], as: UTF8.self)
    }
    let found = try site.sandbox.snapshot("deployment").filter { !$0.value.hasPrefix("folder") }
    #expect(found == expected)
    let lock = try Lock(reading: Array(try #require(site.lock).utf8), file: "lock")
    #expect(lock.generated.tree == (try generated.treeID()))
    #expect(lock.upstream.tag == "stable-9364-1")
  }

  @Test("the lock of the demo is this one, on every machine")
  func goldenLock() throws {
    let site = try Site()
    try site.upgrade("stable-10184")
    // The patch set's tree changes with every word in a reason.
    let lock = try #require(site.lock)
    let tree = try RepositoryPatches.set.get().files.treeID().hex
    #expect(lock.contains("\n  tree: \(tree)\n"))
    try expectScenarioText(
      lock.replacing(tree, with: String(repeating: "0", count: 40)),
      at: "upgrade/golden/upstream-lock.yaml")
  }

  @Test("a second run says so and touches nothing", arguments: Demo.releases)
  func again(_ release: String) throws {
    let site = try Site()
    try site.upgrade(release)
    let before = try site.inodes()
    let report = try site.upgrade(release)
    #expect(report.verdict == .upToDate)
    #expect(report.files.allSatisfy { $0.verdict == .unchanged })
    #expect(try site.inodes() == before)
    #expect(try site.upgrade(release, dryRun: true).verdict == .upToDate)
    #expect(try site.inodes() == before)
  }

  @Test("what upstream removed is removed, with folders that are empty then")
  func removed() throws {
    let site = try Site()
    try site.upgrade("stable-10184")
    let report = try site.upgrade("stable-11146-2")
    #expect(report.verdict(of: "confomeet/jibri/rootfs/etc/fix-attrs.d/10-jibri") == .removed)
    #expect(report.verdict(of: "confomeet/jicofo/Dockerfile") == nil)
    let found = try site.sandbox.snapshot("deployment")
    #expect(found["confomeet/jibri/rootfs/etc/fix-attrs.d"] == nil)
    #expect(found["confomeet/jibri/rootfs/etc/s6-overlay/scripts/awscli"] != nil)
  }

  @Test("a dry run says what would change, and makes nothing, not even a folder")
  func dryRun() throws {
    let site = try Site()
    let before = try site.inodes()
    let first = try site.upgrade("stable-9364-1", dryRun: true)
    #expect(first.verdict == .wouldChange)
    #expect(try site.inodes() == before)
    try site.upgrade("stable-9364-1")
    let upgraded = try site.inodes()
    let report = try site.upgrade("stable-10184", dryRun: true)
    #expect(report.verdict == .wouldChange)
    #expect(try site.inodes() == upgraded)
    // And then it does just that.
    #expect(try site.upgrade("stable-10184").files == report.files)
  }

  @Test("the same inputs give the same bytes in another folder")
  func twoFolders() throws {
    let (one, other) = (try Site(), try Site())
    let reports = [try one.upgrade("stable-10184"), try other.upgrade("stable-10184")]
    #expect(reports[0] == reports[1])
    #expect(one.lock == other.lock)
    #expect(try one.sandbox.snapshot("deployment") == other.sandbox.snapshot("deployment"))
    #expect(!JSONRenderer().render(reports[0]).contains(one.sandbox.path))
  }

  @Test("the release in people's own files is moved, and nothing else of them")
  func marker() throws {
    let site = try Site()
    let text =
      "# Ours\r\n\r\nMade of docker-jitsi-meet: stable-9364-1.\r\nNot of stable-9364-1 alone"
    try site.sandbox.write(["README.md": text])
    let first = try site.upgrade("stable-9364-1")
    #expect(first.markers == [])
    let report = try site.upgrade("stable-10184")
    #expect(
      site.text("README.md") == text.replacing("meet: stable-9364-1", with: "meet: stable-10184"))
    #expect(report.markers.map(\.line) == [3])
  }

  @Test(
    "a marker that is not found is told of, and stops nothing",
    arguments: [
      "# Ours\n", "docker-jitsi-meet: stable-1\ndocker-jitsi-meet: stable-2\n",
    ])
  func markerNotFound(_ text: String) throws {
    let site = try Site()
    try site.sandbox.write(["README.md": text])
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded)
    #expect(report.codes == ["U224"])
    #expect(site.text("README.md") == text)
  }

  @Test("files that were never ours are never touched")
  func foreignFiles() throws {
    let site = try Site()
    let ours = [
      "compose.override.yml": "services: {}\n", "confomeet/notes.txt": "mine\n",
      "confomeet/jibri/own/tool*": "#!/bin/sh\n", "confomeet/.env": "A=1\n",
    ]
    try site.sandbox.write(ours)
    for release in Demo.releases { try site.upgrade(release) }
    try site.upgrade("stable-9364-1")
    let found = try site.sandbox.snapshot("deployment")
    for (path, text) in ours {
      #expect(found[path.replacing("*", with: "")]?.hasSuffix(text) == true, "\(path)")
    }
  }

  @Test("a lock whose files are all missing belongs elsewhere: the deployment is made anew")
  func lockWithoutFiles() throws {
    let site = try Site()
    try site.upgrade("stable-9364-1")
    try FileManager.default.removeItem(atPath: site.sandbox.deployment)
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded)
    let fresh = try Site()
    try fresh.upgrade("stable-10184")
    #expect(try site.sandbox.snapshot("deployment") == fresh.sandbox.snapshot("deployment"))
    #expect(site.lock == fresh.lock)
  }

  @Test("progress is told in the order of the work")
  func progress() throws {
    let site = try Site()
    site.request.release = "stable-10184"
    var stages: [RunStage] = []
    _ = try Upgrade.run(site.request, toolVersion: "0", progress: { stages.append($0) })
    #expect(stages == [.patchSet, .upstream, .generate, .compare, .write])
  }
}
