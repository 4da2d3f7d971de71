import Foundation
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// The lock of this repository: the state that production is in.
@Suite("The committed lock")
struct CommittedLockTests {
  @Test("is of the patch set as it is, and written as the tool writes it")
  func isNotStale() throws {
    let lock = try Self.lock()
    let patchSet = try RepositoryPatches.set.get()
    #expect(lock.patches.tree == (try patchSet.files.treeID()), "generate the lock anew")
    #expect(lock.patches.applied.map(\.id) == patchSet.patches.map(\.id))
    #expect(lock.upstream.tag == "stable-9364-1")
    #expect(lock.bytes == (try Self.bytes()))
  }

  @Test(
    "is what stable-9364-1 generates",
    .enabled(
      if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func isGenerated() throws {
    let (upstream, patchSet) = try RealUpstream.open()
    let lock = try Self.lock()
    let release = try upstream.release(named: lock.upstream.reference)
    #expect(release.commit == lock.upstream.commit)
    #expect(release.tagObject == lock.upstream.tagObject)
    let generation = patchSet.generate(
      release: release.name, upstream: try upstream.files(of: release))
    let generated = try Lock.Generated(
      directory: patchSet.deployment.directory, files: generation.tree)
    #expect(generated == lock.generated)
  }

  private static func bytes() throws -> [UInt8] {
    let repository = URL(fileURLWithPath: RepositoryPatches.path).deletingLastPathComponent()
    return Array(try Data(contentsOf: repository.appendingPathComponent("upstream-lock.yaml")))
  }

  private static func lock() throws -> Lock {
    try Lock(reading: try bytes(), file: "upstream-lock.yaml")
  }
}
