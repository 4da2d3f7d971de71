import Foundation
import GitKit
import Testing
import UpgradeKit

@Suite("Writing a deployment")
struct DeploymentWriterTests {
  private func path(_ text: String) throws -> TreePath { try TreePath(text) }

  private func change(
    _ name: String, from before: String?, to after: String?, mode: FileMode = .regular
  ) throws -> ChangeSet {
    var changes = ChangeSet()
    let version = before.map { FileVersion.text($0) } ?? .absent
    if let after {
      changes.write(.text(after, mode), to: try path(name), replacing: version)
    } else {
      changes.remove(try path(name), replacing: version)
    }
    return changes
  }

  @Test("A deployment that is not there is made, and goes again when nothing is written to it")
  func missing() throws {
    let sandbox = try Sandbox()
    let deep = sandbox.path + "/a/b/deployment"
    do {
      let writer = try DeploymentWriter(deployment: deep, lock: LockFile(at: sandbox.lock))
      #expect(FileManager.default.fileExists(atPath: deep))
      let outcome = try writer.apply(ChangeSet())
      #expect(outcome.written.isEmpty && outcome.removed.isEmpty && !outcome.movedLock)
    }
    #expect(try sandbox.snapshot().isEmpty)
    var changes = try change("confomeet/run.sh", from: nil, to: "x", mode: .executable)
    changes.writeLock(Array("lock".utf8), replacing: .absent)
    _ = try DeploymentWriter(deployment: deep, lock: LockFile(at: sandbox.lock)).apply(changes)
    #expect(
      try sandbox.snapshot() == [
        "a": "folder 755", "a/b": "folder 755", "a/b/deployment": "folder 755",
        "a/b/deployment/confomeet": "folder 755",
        "a/b/deployment/confomeet/run.sh": "file 755 x", "upstream-lock.yaml": "file 644 lock",
      ])
  }

  @Test("Changes that change nothing write nothing at all")
  func nothing() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a": "1"])
    let disk = FaultyDisk { _, operation, _ in
      switch operation {
      case .open, .inspect, .read, .list, .lock: nil
      case .create, .write, .setMode, .link, .rename, .remove, .createFolder, .removeFolder, .sync:
        .readOnly
      }
    }
    var changes = try change("a", from: "1", to: "1")
    changes.remove(try path("b"), replacing: .absent)
    let outcome = try sandbox.writer(disk).apply(changes)
    #expect(outcome.written.isEmpty && outcome.removed.isEmpty && !outcome.movedLock)
    #expect(try sandbox.snapshot("deployment") == ["a": "file 644 1"])
  }

  @Test(
    "A file that is not what it was when its change was decided on stops everything",
    arguments: ["a", "new", "gone", "lock"])
  func changedMeanwhile(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a": "1", "gone": "1", "other": "1"])
    try sandbox.write(["upstream-lock.yaml": "1"], to: "")
    var changes = ChangeSet()
    changes.write(.text("2"), to: try path("a"), replacing: .text("1"))
    changes.write(.text("2"), to: try path("new"), replacing: .absent)
    changes.write(.text("2"), to: try path("other"), replacing: .text("1"))
    changes.remove(try path("gone"), replacing: .text("1"))
    changes.writeLock([0x32], replacing: .text("1"))
    let file = name == "lock" ? sandbox.lock : sandbox.deployment + "/" + name
    try Data("person".utf8).write(to: URL(fileURLWithPath: file))
    let before = try sandbox.snapshot()
    #expect(throws: DeploymentError.changedMeanwhile(file)) {
      try sandbox.writer().apply(changes)
    }
    #expect(try sandbox.snapshot() == before)
  }

  @Test("A file can have the permissions of another, and one with secrets keeps its own")
  func rights() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a": "1"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: sandbox.deployment + "/a")
    var changes = ChangeSet()
    changes.write(.text("2"), to: try path("a"), replacing: .text("1"), rights: try path("a"))
    changes.write(.text("1"), to: try path("b"), replacing: .absent, rights: try path("a"))
    _ = try sandbox.writer().apply(changes)
    #expect(try sandbox.snapshot("deployment") == ["a": "file 600 2", "b": "file 600 1"])
  }

  @Test("A mode that changed is a change, too")
  func changedMode() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a*": "1"])
    #expect(throws: DeploymentError.changedMeanwhile(sandbox.deployment + "/a")) {
      try sandbox.writer().apply(change("a", from: "1", to: "2"))
    }
  }

  @Test(
    "A file that changes while the others are being moved keeps the person's bytes; the others go back",
    arguments: ["a", "b", "new", "gone", "upstream-lock.yaml"])
  func changedWhileMoving(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a": "1", "b": "1", "gone": "1"])
    try sandbox.write(["upstream-lock.yaml": "1"], to: "")
    let file = name.hasSuffix("yaml") ? sandbox.lock : sandbox.deployment + "/" + name
    var expected = try sandbox.snapshot()
    let key = name.hasSuffix("yaml") ? name : "deployment/" + name
    expected[key] = "file 644 person"
    // The journal is there, nothing has been moved.
    let disk = FaultyDisk { _, operation, path in
      if operation == .rename, path == ".confomeet-upgrade/journal" {
        try? FileManager.default.removeItem(atPath: file)
        try? Data("person".utf8).write(to: URL(fileURLWithPath: file))
      }
      return nil
    }
    var changes = ChangeSet()
    for name in ["a", "b"] {
      changes.write(.text("2"), to: try path(name), replacing: .text("1"))
    }
    changes.write(.text("2"), to: try path("new"), replacing: .absent)
    changes.remove(try path("gone"), replacing: .text("1"))
    changes.writeLock([0x32], replacing: .text("1"))
    #expect(throws: DeploymentError.changedMeanwhile(file)) {
      try sandbox.writer(disk).apply(changes)
    }
    #expect(try sandbox.snapshot() == expected)
  }

  @Test("A file that replaces another stays writable for whom it was; new ones have git's modes")
  func permissions() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["group": "1", "private": "1"])
    chmod(sandbox.deployment + "/group", 0o664)
    chmod(sandbox.deployment + "/private", 0o600)
    var changes = ChangeSet()
    for name in ["group", "private"] {
      changes.write(.text("2"), to: try path(name), replacing: .text("1"))
    }
    _ = try sandbox.writer().apply(changes)
    #expect(
      try sandbox.snapshot("deployment") == ["group": "file 664 2", "private": "file 644 2"])
  }

  @Test("Folders that a removal empties go; those that were empty before stay")
  func folders() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a/b/c": "1", "a/b/d/e": "1", "x/y": "1", "x/z": "1"])
    try FileManager.default.createDirectory(
      atPath: sandbox.deployment + "/empty/inner", withIntermediateDirectories: true)
    var changes = ChangeSet()
    for name in ["a/b/c", "a/b/d/e", "x/y"] {
      changes.remove(try path(name), replacing: .text("1"))
    }
    changes.remove(try path("empty/inner/gone"), replacing: .absent)
    _ = try sandbox.writer().apply(changes)
    #expect(
      try sandbox.snapshot("deployment") == [
        "x": "folder 755", "x/z": "file 644 1", "empty": "folder 755",
        "empty/inner": "folder 755",
      ])
  }

  @Test("Cancelled at any moment before the lock is written, everything is as it was")
  func cancelling() throws {
    let states = try CrashScenario.states()
    var questions = 0
    while true {
      let sandbox = try CrashScenario.sandbox()
      var left = questions
      do {
        _ = try sandbox.writer().apply(try CrashScenario.changes()) {
          left -= 1
          return left < 0
        }
        #expect(try sandbox.snapshot() == states.new)
        break
      } catch DeploymentError.cancelled {
        #expect(try sandbox.snapshot() == states.old)
      }
      questions += 1
    }
    #expect(questions > 20)
  }

  @Test("The folder for unfinished work, links and files in files are never written")
  func unwritable() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a": "1"])
    let writer = try sandbox.writer()
    var nested = try change("b", from: nil, to: "x")
    nested.write(.text(""), to: try path("b/c"), replacing: .absent)
    for changes in [
      try change(".confomeet-upgrade/journal", from: nil, to: "x"),
      try change("link", from: nil, to: "/etc/passwd", mode: .symbolicLink), nested,
    ] {
      let error = try #require(throws: DeploymentError.self) { try writer.apply(changes) }
      guard case .unwritable = error else {
        Issue.record(error)
        continue
      }
    }
    #expect(try sandbox.snapshot("deployment") == ["a": "file 644 1"])
  }
}
