import Findings
import Foundation
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// What the ConfOMeet patch set makes of every real release.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseTests {
  @Test("there are as many releases as there have ever been")
  func everyReleaseIsTried() throws {
    #expect(RealUpstream.supported.count >= 66)
    #expect(RealUpstream.older.count >= 40)
  }

  @Test(
    "from stable-7439 on every release goes through, and every law holds",
    arguments: RealUpstream.supported)
  func supported(_ name: String) throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let release = try upstream.release(named: name)
    #expect(try GeneratedRelease(upstream, release, patchSet).violations() == [])
  }

  @Test(
    "older releases go through whole, or say what upstream lacks", arguments: RealUpstream.older)
  func older(_ name: String) throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let generated = try GeneratedRelease(upstream, try upstream.release(named: name), patchSet)
    #expect(generated.generation.notes.contains { $0.code.rawValue == "U213" })
    if generated.generation.conflicts.isEmpty {
      #expect(try generated.violations() == [])
    }
    for conflict in generated.generation.conflicts {
      #expect(
        ["U201", "U202", "U203", "U204", "U206", "U207", "U214"].contains(conflict.code.rawValue))
      #expect(!conflict.headline.isEmpty && !conflict.places.isEmpty)
      #expect(!(conflict.evidence + conflict.advice).isEmpty, "\(conflict.headline)")
    }
  }
}

/// The real upstream that the tests are given, and the patch set of this repository.
enum RealUpstream {
  static let path = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]

  /// The releases that the patch set is for, and those before them.
  static let (supported, older): ([String], [String]) = {
    guard path != nil, let (upstream, patchSet) = try? open() else { return ([], []) }
    let names = upstream.catalogue.releases.map(\.name)
    let since = patchSet.upstream.since
    return (
      names.filter { name in since.map { name >= $0 } ?? true }.map(\.description),
      names.filter { name in since.map { name < $0 } ?? false }.map(\.description)
    )
  }()

  static func open() throws -> (Upstream, PatchSet) {
    let patchSet = try RepositoryPatches.set.get()
    let source = UpstreamSource(
      address: try #require(path), cache: "", isOffline: true, connection: Connection())
    return (
      try Upstream.open(source, releases: patchSet.upstream.releases), patchSet
    )
  }
}

/// The patch set of this repository.
enum RepositoryPatches {
  /// Its folder.
  static let path: String = {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    return url.deletingLastPathComponent().appendingPathComponent("patches").path
  }()

  /// The set, read once.
  static let set = Result {
    try Sources(Places(deployment: "", patches: path, lock: "", cache: "")).patchSet
  }
}
