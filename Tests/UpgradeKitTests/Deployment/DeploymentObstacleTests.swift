import Findings
import Foundation
import GitKit
import Testing
import UpgradeKit

@Suite("A deployment that cannot be written")
struct DeploymentObstacleTests {
  private func changes() throws -> ChangeSet {
    var changes = ChangeSet()
    changes.write(.text("2"), to: try TreePath("confomeet/a"), replacing: .text("1"))
    changes.write(.text("2"), to: try TreePath("confomeet/new/b"), replacing: .absent)
    changes.writeLock([0x32], replacing: .absent)
    return changes
  }

  private func reason(_ body: () throws -> Void) throws -> FileSystemError? {
    let error = try #require(throws: DeploymentError.self, performing: body)
    guard case .fileSystem(let reason) = error else {
      Issue.record(error)
      return nil
    }
    return reason
  }

  @Test("A file")
  func file() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["deployment": "x"], to: "")
    let reason = try reason { _ = try sandbox.writer() }
    #expect(reason?.kind == .notAFolder)
    #expect(reason?.finding.code == .deploymentNotAFolder)
    #expect(try sandbox.snapshot() == ["deployment": "file 644 x"])
  }

  @Test(
    "A folder in it that is a link to somewhere else", arguments: ["confomeet", "confomeet/new"])
  func link(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a": "1"], to: "outside")
    if name == "confomeet/new" { try sandbox.write(["confomeet/a": "1"]) }
    try FileManager.default.createDirectory(
      atPath: sandbox.deployment, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.deployment + "/" + name, withDestinationPath: sandbox.path + "/outside")
    let before = try sandbox.snapshot()
    let reason = try reason { _ = try sandbox.writer().apply(changes()) }
    #expect(reason?.kind == .isALink)
    #expect(reason?.path == sandbox.deployment + "/" + name)
    #expect(try sandbox.snapshot() == before)
  }

  @Test("A link in place of a file, of the lock, or of the folder for unfinished work")
  func links() throws {
    for name in ["deployment/confomeet/a", "upstream-lock.yaml", "deployment/.confomeet-upgrade"] {
      let sandbox = try Sandbox()
      try sandbox.write(["confomeet/a": "1"])
      try sandbox.write(["a": "1"], to: "outside")
      try? FileManager.default.removeItem(atPath: sandbox.path + "/" + name)
      try FileManager.default.createSymbolicLink(
        atPath: sandbox.path + "/" + name, withDestinationPath: sandbox.path + "/outside/a")
      let before = try sandbox.snapshot()
      #expect(throws: DeploymentError.self, "\(name)") {
        try sandbox.writer().apply(changes())
      }
      #expect(try sandbox.snapshot() == before)
    }
  }

  @Test("A disk without room for it", .enabled(if: Mount.isPossible, "only root can mount"))
  func fullDisk() throws {
    // Nothing from the journal on may depend on there being room, so try disks that fill at any moment.
    var isWritten = false
    for pages in 8..<40 where !isWritten {
      let mount = try Mount(options: "size=\(pages * 4)k")
      let sandbox = try Sandbox(in: mount.path)
      try sandbox.write(["confomeet/a": "1", "confomeet/c": "1"])
      var changes = try changes()
      let large = String(repeating: "x", count: 20_000)
      changes.write(.text(large), to: try TreePath("confomeet/c"), replacing: .text("1"))
      let before = try sandbox.snapshot()
      do {
        _ = try sandbox.writer().apply(changes)
        isWritten = true
        #expect(try sandbox.snapshot("deployment").count == 5)
      } catch let error as DeploymentError {
        guard case .fileSystem(let reason) = error else {
          Issue.record(error)
          continue
        }
        #expect(reason.kind == .noSpace)
        #expect(reason.advice != nil)
        #expect(try sandbox.snapshot() == before)
      }
    }
    #expect(isWritten)
  }

  @Test(
    "A file system that is mounted read-only", .enabled(if: Mount.isPossible, "only root can mount")
  )
  func readOnly() throws {
    let mount = try Mount(options: "size=1m")
    let sandbox = try Sandbox(in: mount.path)
    try sandbox.write(["confomeet/a": "1"])
    try mount.makeReadOnly()
    let before = try sandbox.snapshot()
    let reason = try reason { _ = try sandbox.writer().apply(changes()) }
    #expect(reason?.kind == .readOnly)
    #expect(try sandbox.snapshot() == before)
    try mount.makeWritable()
  }

  @Test(
    "A folder that belongs to someone else", .enabled(if: geteuid() != 0, "root may do anything"))
  func permission() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["confomeet/a": "1"])
    chmod(sandbox.deployment, 0o555)
    defer { chmod(sandbox.deployment, 0o755) }
    let reason = try reason { _ = try sandbox.writer().apply(changes()) }
    #expect(reason?.kind == .permission)
  }

  @Test(
    "The lock may be on another file system", .enabled(if: Mount.isPossible, "only root can mount"))
  func otherFileSystem() throws {
    let mount = try Mount(options: "size=1m")
    let sandbox = try CrashScenario.sandbox()
    let states = try CrashScenario.states()
    let lock = mount.path + "/lock.yaml"
    func text() -> String? {
      FileManager.default.contents(atPath: lock).map { String(decoding: $0, as: UTF8.self) }
    }
    var step = 1
    while true {
      try Data(CrashScenario.oldLock.utf8).write(to: URL(fileURLWithPath: lock))
      let dead = step
      let disk = DyingDisk { number, _, _ in number >= dead }
      let file = try? LockFile(at: lock, observer: disk)
      let isDone = file.map { file in
        (try? DeploymentWriter(deployment: sandbox.deployment, lock: file, observer: disk)
          .apply(CrashScenario.changes())) != nil
      }
      _ = try DeploymentWriter(deployment: sandbox.deployment, lock: LockFile(at: lock))
      let isNew = text() == CrashScenario.newLock
      #expect(isNew || text() == CrashScenario.oldLock)
      let state = try sandbox.snapshot("deployment")
      let expected = (isNew ? states.new : states.old).filter { $0.key.hasPrefix("deployment/") }
      #expect(state.count == expected.count)
      #expect(state.allSatisfy { expected["deployment/" + $0.key] == $0.value }, "step \(step)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path) == ["lock.yaml"])
      if isNew {
        #expect(isDone == true)
        return
      }
      step += 1
    }
  }

  @Test(
    "A part of the deployment that is on another file system",
    .enabled(if: Mount.isPossible, "only root can mount"))
  func partElsewhere() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["b": "1"])
    let mount = try Mount(at: sandbox.deployment + "/confomeet", options: "size=1m")
    try sandbox.write(["confomeet/a": "1"])
    let before = try sandbox.snapshot()
    var changes = try changes()
    changes.write(.text("2"), to: try TreePath("b"), replacing: .text("1"))
    let reason = try reason { _ = try sandbox.writer().apply(changes) }
    #expect(reason?.kind == .otherFileSystem)
    #expect(try sandbox.snapshot() == before)
    _ = mount
  }

  @Test("On a file system without links, copies are kept for undoing")
  func withoutLinks() throws {
    let states = try CrashScenario.states()
    for fails in [false, true] {
      let sandbox = try CrashScenario.sandbox()
      let disk = FaultyDisk { _, operation, path in
        if operation == .link { return .permission }
        return fails && operation == .rename && path == "upstream-lock.yaml" ? .noSpace : nil
      }
      let outcome = try? sandbox.writer(disk).apply(CrashScenario.changes())
      #expect((outcome == nil) == fails)
      #expect(try sandbox.snapshot() == (fails ? states.old : states.new))
    }
  }

  @Test("Files keep their owner when root writes", .enabled(if: geteuid() == 0, "needs root"))
  func owner() throws {
    let sandbox = try CrashScenario.sandbox()
    let file = sandbox.deployment + "/README.md"
    try #require(chown(file, 1234, 2345) == 0)
    _ = try sandbox.writer().apply(CrashScenario.changes())
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.ownerAccountID] as? Int == 1234)
    #expect(attributes[.groupOwnerAccountID] as? Int == 2345)
    #expect(try sandbox.snapshot() == CrashScenario.states().new)
  }
}
