import Findings
import Foundation
import GitKit
import Synchronization
import Testing
import UpgradeKit

@Suite("After a run was interrupted")
struct RecoveryTests {
  private static let journal = "/.confomeet-upgrade/journal"

  /// A deployment whose run ended when everything was in place except the lock.
  private func interrupted() throws -> Sandbox {
    let sandbox = try CrashScenario.sandbox()
    let disk = DyingDisk { _, operation, path in
      operation == .rename && path == "upstream-lock.yaml"
    }
    let error = try #require(throws: DeploymentError.self) {
      try sandbox.writer(disk).apply(try CrashScenario.changes())
    }
    guard case .undoFailed = error else {
      Issue.record(error)
      return sandbox
    }
    #expect(error.finding.code == .writeFailed)
    return sandbox
  }

  private func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test("A run that writes nothing can tell, and touches nothing")
  func dryRun() throws {
    let sandbox = try interrupted()
    let before = try sandbox.snapshot()
    #expect(try DeploymentWriter.isInterrupted(Folder(at: sandbox.deployment)))
    #expect(try sandbox.snapshot() == before)
    _ = try sandbox.writer()
    #expect(try !DeploymentWriter.isInterrupted(Folder(at: sandbox.deployment)))
  }

  @Test("The next run undoes it and says so, the one after finds nothing")
  func undone() throws {
    let sandbox = try interrupted()
    #expect(try sandbox.writer().recovery == .undone)
    #expect(try sandbox.snapshot() == CrashScenario.states().old)
    #expect(try sandbox.writer().recovery == .nothing)
  }

  @Test("The very files come back, not copies of them")
  func sameFile() throws {
    let sandbox = try CrashScenario.sandbox()
    let file = sandbox.deployment + "/README.md"
    func identity() throws -> [FileAttributeKey: AnyHashable] {
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      return [
        .systemFileNumber: attributes[.systemFileNumber] as? Int,
        .modificationDate: attributes[.modificationDate] as? Date,
      ]
    }
    let before = try identity()
    let disk = DyingDisk { _, operation, path in
      operation == .rename && path == "upstream-lock.yaml"
    }
    _ = try? sandbox.writer(disk).apply(try CrashScenario.changes())
    #expect(try identity() != before)
    _ = try sandbox.writer()
    #expect(try identity() == before)
  }

  @Test("A file that was changed since keeps anything from being undone")
  func changedSince() throws {
    let sandbox = try interrupted()
    let file = sandbox.deployment + "/confomeet/docker-compose.yml"
    try write(Array("person".utf8), file)
    let before = try sandbox.snapshot()
    #expect(throws: DeploymentError.changedAfterInterruption(file)) { try sandbox.writer() }
    #expect(try sandbox.snapshot() == before)
    // Both ways out that the advice names.
    try write(Array("new\n".utf8), file)
    #expect(try sandbox.writer().recovery == .undone)
    #expect(try sandbox.snapshot() == CrashScenario.states().old)
  }

  @Test("A file that was put where the run had removed one keeps anything from being undone")
  func cameBack() throws {
    let sandbox = try interrupted()
    let file = sandbox.deployment + "/confomeet/staying/going"
    try write(Array("person".utf8), file)
    let before = try sandbox.snapshot()
    #expect(throws: DeploymentError.cameBackAfterInterruption(file)) { try sandbox.writer() }
    #expect(try sandbox.snapshot() == before)
    // As the advice says.
    try FileManager.default.moveItem(atPath: file, toPath: file + ".mine")
    #expect(try sandbox.writer().recovery == .undone)
    var expected = try CrashScenario.states().old
    expected["deployment/confomeet/staying/going.mine"] = "file 644 person"
    #expect(try sandbox.snapshot() == expected)
  }

  @Test("Another lock than the interrupted run's is not touched")
  func otherLock() throws {
    let sandbox = try interrupted()
    try sandbox.write(["other.yaml": "mine"], to: "")
    let before = try sandbox.snapshot()
    let other = try LockFile(at: sandbox.path + "/other.yaml")
    let error = try #require(throws: DeploymentError.self) {
      try DeploymentWriter(deployment: sandbox.deployment, lock: other)
    }
    guard case .lockElsewhere(let path) = error else {
      Issue.record(error)
      return
    }
    #expect(try sandbox.snapshot() == before)
    // The advice is to name that one.
    let lock = try LockFile(at: path)
    _ = try DeploymentWriter(deployment: sandbox.deployment, lock: lock)
    #expect(try read(sandbox.lock) == Array(CrashScenario.oldLock.utf8))
  }

  @Test("The lock is the same one by whatever path it is named")
  func samePlace() throws {
    let sandbox = try interrupted()
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/link", withDestinationPath: sandbox.path)
    let lock = try LockFile(at: sandbox.path + "/link/upstream-lock.yaml")
    #expect(
      try DeploymentWriter(deployment: sandbox.deployment, lock: lock).recovery == .undone)
  }

  /// A deployment whose run ended when everything was in place, and before that was declared.
  ///
  /// - Parameter exchanges: whether the file system can exchange files; else what was replaced is only where it was kept.
  private func almostDone(exchanges: Bool = true) throws -> Sandbox {
    let sandbox = try CrashScenario.sandbox()
    let refused = Mutex<Set<String>>([])
    let replaced: Set<String> = [
      "README.md", "confomeet/docker-compose.yml", "confomeet/run.sh", "confomeet/mode.sh",
      "upstream-lock.yaml",
    ]
    let isDead = Mutex(false)
    let disk = FaultyDisk { _, operation, path in
      if operation == .remove, path == ".confomeet-upgrade/journal" {
        isDead.withLock { $0 = true }
      }
      if isDead.withLock({ $0 }) { return .system(EIO) }
      guard !exchanges, operation == .rename, replaced.contains(path) else { return nil }
      return refused.withLock { $0.insert(path).inserted } ? .system(EINVAL) : nil
    }
    #expect(throws: DeploymentError.self) {
      try sandbox.writer(disk).apply(try CrashScenario.changes())
    }
    #expect(try read(sandbox.lock) == Array(CrashScenario.newLock.utf8))
    return sandbox
  }

  @Test("A lock that was edited since keeps anything from being undone", arguments: [true, false])
  func editedLock(exchanges: Bool) throws {
    let sandbox = try almostDone(exchanges: exchanges)
    try write(Array("a person's\n".utf8), sandbox.lock)
    let before = try sandbox.snapshot()
    #expect(throws: DeploymentError.changedAfterInterruption(sandbox.lock)) {
      try sandbox.writer()
    }
    #expect(try sandbox.snapshot() == before)
    try write(Array(CrashScenario.newLock.utf8), sandbox.lock)
    #expect(try sandbox.writer().recovery == .undone)
    #expect(try sandbox.snapshot() == CrashScenario.states().old)
  }

  @Test("What was kept for undoing and is damaged is put nowhere")
  func damagedBackup() throws {
    let whole = try almostDone(exchanges: false)
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: whole.deployment + "/.confomeet-upgrade/old")
    // Files that were removed lie there themselves; of others it is a second name.
    let journal = String(decoding: try read(whole.deployment + Self.journal), as: UTF8.self)
    let entries = journal.split(separator: "\n").filter { $0.hasPrefix("file") }
    for name in kept.sorted() where Int(name).map({ !entries[$0].contains("\t-\t") }) ?? true {
      let sandbox = try almostDone(exchanges: false)
      let path = sandbox.deployment + "/.confomeet-upgrade/old/" + name
      try write(Array("damaged\n".utf8), path)
      let before = try sandbox.snapshot()
      let error = #expect(throws: DeploymentError.self, "\(name)") { try sandbox.writer() }
      guard case .journalDamaged = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
      #expect(try sandbox.snapshot() == before)
    }
    #expect(try whole.writer().recovery == .undone)
    #expect(try whole.snapshot() == CrashScenario.states().old)
  }

  @Test("Where files cannot be exchanged they are replaced")
  func withoutExchange() throws {
    let sandbox = try CrashScenario.sandbox()
    let refused = Mutex<Set<String>>([])
    let disk = FaultyDisk { _, operation, path in
      guard operation == .rename, CrashScenario.before[path] != nil else { return nil }
      return refused.withLock { $0.insert(path).inserted } ? .system(EINVAL) : nil
    }
    _ = try sandbox.writer(disk).apply(try CrashScenario.changes())
    #expect(try sandbox.snapshot() == CrashScenario.states().new)
  }

  @Test("A journal of a newer format stops the run")
  func newerJournal() throws {
    let sandbox = try interrupted()
    let path = sandbox.deployment + Self.journal
    try write(Array("confomeet-upgrade journal 2\nanything\n".utf8), path)
    let before = try sandbox.snapshot()
    #expect(throws: DeploymentError.journalNewer(path: path, format: "2")) {
      try sandbox.writer()
    }
    #expect(try sandbox.snapshot() == before)
  }

  @Test("A journal with any byte changed, or cut anywhere, stops the run")
  func damagedJournal() throws {
    let sandbox = try interrupted()
    let path = sandbox.deployment + Self.journal
    let journal = try read(path)
    let before = try sandbox.snapshot().filter { !$0.key.hasSuffix("journal") }
    var damaged = (0..<journal.count).map { Array(journal[..<$0]) }
    for offset in journal.indices {
      var bytes = journal
      bytes[offset] ^= 1
      damaged.append(bytes)
    }
    for bytes in damaged {
      try write(bytes, path)
      let error = #expect(throws: DeploymentError.self) { try sandbox.writer() }
      switch error {
      case .journalDamaged, .journalNewer: break
      default: Issue.record("\(String(describing: error))")
      }
    }
    #expect(try sandbox.snapshot().filter { !$0.key.hasSuffix("journal") } == before)
    try write(journal, path)
    _ = try sandbox.writer()
    #expect(try sandbox.snapshot() == CrashScenario.states().old)
  }

  @Test(
    "A journal that someone else wrote reaches nothing outside the deployment",
    arguments: [
      "file\t-\t100644:\(empty)\t../victim", "file\t-\t100644:\(empty)\t/etc/victim",
      "file\t-\t100644:\(empty)\tout/victim", "make\t..", "make\tout/folder", "gone\t777\t../x",
      "gone\t777\tout/x", "gone\t7777\tx", "file\t120000:\(empty)\t-\tx",
      "file\t-\t-\t.confomeet-upgrade/journal", "lock\t-\t100644:\(empty)\t/etc/passwd", "other\tx",
      "file\t-\t-", "",
    ])
  func foreignJournal(line: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(["victim": "", "upstream-lock.yaml": ""], to: "")
    try sandbox.write(["folder/x": ""], to: "outside")
    try sandbox.write(["victim": ""], to: "outside")
    try sandbox.write(["x": ""])
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.deployment + "/out", withDestinationPath: "../outside")
    let body = "confomeet-upgrade journal 1\n\(line)\n"
    let text = body + "end\t\(ObjectID.ofBlob(Array(body.utf8)))\n"
    try sandbox.write(["journal": text], to: "deployment/.confomeet-upgrade")
    let before = try sandbox.snapshot()
    #expect(throws: DeploymentError.self) { try sandbox.writer() }
    #expect(try sandbox.snapshot() == before)
  }

  private static let empty = ObjectID.ofBlob([])

  @Test("What is not ours in the folder for unfinished work is not removed")
  func foreignFile() throws {
    for name in ["notes.txt", "new/notes.txt", "old/deep/1"] {
      let sandbox = try CrashScenario.sandbox()
      try sandbox.write([name: "mine", "new/1": "leftover"], to: "deployment/.confomeet-upgrade")
      let before = try sandbox.snapshot()
      #expect(throws: (any Error).self, "\(name)") { try sandbox.writer() }
      #expect(try sandbox.snapshot() == before)
    }
  }

  @Test("What was prepared and never used is thrown away")
  func leftovers() throws {
    let sandbox = try CrashScenario.sandbox()
    try sandbox.write(
      ["new/1": "", "new/lock": "", "old/1": "", "journal.new": "half a jour"],
      to: "deployment/.confomeet-upgrade")
    #expect(try sandbox.writer().recovery == .removedLeftovers)
    #expect(try sandbox.snapshot() == CrashScenario.states().old)
  }

  @Test("Two writers at once: the second is turned away until the first has gone")
  func twoWriters() throws {
    let sandbox = try CrashScenario.sandbox()
    var first: DeploymentWriter? = try sandbox.writer()
    let error = try #require(throws: DeploymentError.self) { try sandbox.writer() }
    #expect(error == .anotherRun(deployment: sandbox.deployment))
    #expect(error.finding.code == .anotherRun)
    _ = try first?.apply(try CrashScenario.changes())
    first = nil
    _ = try sandbox.writer()
    #expect(try sandbox.snapshot() == CrashScenario.states().new)
  }
}
