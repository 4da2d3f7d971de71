import Foundation
import GitKit
import Synchronization
import Testing
import UpgradeKit

/// Edits while a run writes: between the last look at a file and the moment at which it is replaced.
@Suite("An edit in the last moment")
struct LastMomentTests {
  /// Edits before the first step that a condition holds for.
  private final class Editor: FileStepObserver {
    private let isDone = Mutex(false)
    private let comes: @Sendable (FileOperation, String) -> Bool
    private let edit: @Sendable () -> Void
    private let fault: @Sendable (FileOperation) -> FileSystemError.Kind?

    init(
      before comes: @escaping @Sendable (FileOperation, String) -> Bool,
      fault: @escaping @Sendable (FileOperation) -> FileSystemError.Kind? = { _ in nil },
      _ edit: @escaping @Sendable () -> Void
    ) {
      (self.comes, self.edit, self.fault) = (comes, edit, fault)
    }

    func willPerform(_ operation: FileOperation, at path: String) throws(FileSystemError) {
      let isNow = isDone.withLock { isDone in
        guard !isDone, comes(operation, path) else { return false }
        isDone = true
        return true
      }
      if isNow { edit() }
      if let kind = fault(operation) { throw FileSystemError(kind, operation, path) }
    }
  }

  private static func write(_ text: String, to path: String, inPlace: Bool) {
    if inPlace {
      let file = open(path, O_WRONLY | O_TRUNC)
      _ = Array(text.utf8).withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      close(file)
    } else {
      try? Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
  }

  /// What is there after a run that must have stopped.
  private func stopped(
    _ sandbox: Sandbox, by editor: Editor, at path: String
  ) throws -> [String: String] {
    #expect(throws: DeploymentError.changedMeanwhile(path)) {
      try sandbox.writer(editor).apply(try CrashScenario.changes())
    }
    return try sandbox.snapshot()
  }

  @Test("of a file that is replaced stays", arguments: [true, false])
  func replaced(inPlace: Bool) throws {
    let sandbox = try CrashScenario.sandbox()
    let path = sandbox.deployment + "/confomeet/docker-compose.yml"
    let editor = Editor(before: { $0 == .rename && $1 == "confomeet/docker-compose.yml" }) {
      Self.write("a person's\n", to: path, inPlace: inPlace)
    }
    var expected = try CrashScenario.states().old
    expected["deployment/confomeet/docker-compose.yml"] = "file 644 a person's\n"
    #expect(try stopped(sandbox, by: editor, at: path) == expected)
  }

  @Test("of a file that is removed stays", arguments: [true, false])
  func removed(inPlace: Bool) throws {
    let sandbox = try CrashScenario.sandbox()
    let path = sandbox.deployment + "/confomeet/file-to-folder"
    let editor = Editor(before: { $0 == .rename && $1.hasPrefix(".confomeet-upgrade/old/") }) {
      Self.write("a person's\n", to: path, inPlace: inPlace)
    }
    var expected = try CrashScenario.states().old
    expected["deployment/confomeet/file-to-folder"] = "file 644 a person's\n"
    #expect(try stopped(sandbox, by: editor, at: path) == expected)
  }

  @Test("of the lock stays", arguments: [true, false])
  func lock(inPlace: Bool) throws {
    let sandbox = try CrashScenario.sandbox()
    let path = sandbox.lock
    let editor = Editor(before: { $0 == .rename && $1 == "upstream-lock.yaml" }) {
      Self.write("a person's\n", to: path, inPlace: inPlace)
    }
    var expected = try CrashScenario.states().old
    expected["upstream-lock.yaml"] = "file 644 a person's\n"
    #expect(try stopped(sandbox, by: editor, at: path) == expected)
  }

  @Test("is seen although size and time of the file are as before", arguments: [true, false])
  func setBack(hasLinks: Bool) throws {
    let sandbox = try CrashScenario.sandbox()
    let path = sandbox.deployment + "/confomeet/docker-compose.yml"
    var status = stat()
    try #require(stat(path, &status) == 0)
    let times = [status.st_atim, status.st_mtim]
    let editor = Editor(
      before: { $0 == .createFolder && $1 == ".confomeet-upgrade" },
      fault: { !hasLinks && $0 == .link ? .permission : nil }
    ) {
      Self.write("ol!\n", to: path, inPlace: true)
      _ = utimensat(AT_FDCWD, path, times, 0)
    }
    var expected = try CrashScenario.states().old
    expected["deployment/confomeet/docker-compose.yml"] = "file 644 ol!\n"
    #expect(try stopped(sandbox, by: editor, at: path) == expected)
  }

  @Test("of a run that was cut off right then stays, too")
  func cutOff() throws {
    let sandbox = try CrashScenario.sandbox()
    let path = sandbox.deployment + "/confomeet/docker-compose.yml"
    // Dies after the exchange, when what came out of it is to be looked at.
    let isExchanged = Mutex(false)
    let disk = DyingDisk { _, operation, name in
      if operation == .rename, name == "confomeet/docker-compose.yml" {
        Self.write("a person's\n", to: path, inPlace: false)
        isExchanged.withLock { $0 = true }
        return false
      }
      return isExchanged.withLock { $0 }
    }
    _ = try? sandbox.writer(disk).apply(try CrashScenario.changes())
    #expect(try sandbox.writer().recovery == .undone)
    var expected = try CrashScenario.states().old
    expected["deployment/confomeet/docker-compose.yml"] = "file 644 a person's\n"
    #expect(try sandbox.snapshot() == expected)
  }
}
