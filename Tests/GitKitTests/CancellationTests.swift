import Foundation
import GitKit
import TestSupport
import Testing

@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed")) struct CancellationTests {
  private let folder: TemporaryFolder
  private let fixture: FixtureRepository

  init() throws {
    folder = try TemporaryFolder()
    fixture = try FixtureRepository(at: folder("up.git"))
    var random = SeededGenerator(seed: 1)
    for step in 0..<5 {
      let noise = (0..<2_000).map { _ in "\(UInt64.random(in: 0...UInt64.max, using: &random))\n" }
      try fixture.commit(["f\(step)": noise.joined()])
    }
  }

  @Test func cancelledTransferLeavesNothing() throws {
    let server = try GitServer(serving: folder.path)
    let flag = CancellationFlag()
    let mirror = Mirror(of: server.url("git/up.git"), cache: folder("cache"))
    let error = try gitError {
      try mirror.create(over: Connection(cancellation: flag, progress: { _ in flag.cancel() }))
    }
    #expect(error.kind == .cancelled)
    #expect(folder.list("cache").isEmpty)
  }

  @Test func cancelledFetchLeavesTheMirrorAsItWas() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = Mirror(of: server.url("git/up.git"), cache: folder("cache"))
    let before = try mirror.create(over: Connection()).branch(named: "main")
    try fixture.commit(["g": "new"])
    let flag = CancellationFlag()
    let error = try gitError {
      try mirror.fetch(over: Connection(cancellation: flag, progress: { _ in flag.cancel() }))
    }
    #expect(error.kind == .cancelled)
    #expect(try mirror.open().branch(named: "main") == before)
    _ = try mirror.fetch(over: Connection())
    #expect(try mirror.open().branch(named: "main") == fixture.repository.branch(named: "main"))
  }

  @Test(arguments: ["silent", "stall"]) func stalledServerCanBeGivenUp(_ mode: String) throws {
    let server = try GitServer(serving: folder.path)
    let mirror = Mirror(of: server.url("\(mode)/up.git"), cache: folder("cache"))
    let flag = CancellationFlag()
    let errors = Log<GitError>()
    let group = DispatchGroup()
    Thread.detach(in: group) {
      do throws(GitError) {
        try mirror.create(over: Connection(cancellation: flag))
      } catch {
        errors.append(error)
      }
    }
    // The server has the request that it will never answer.
    let request = mode == "stall" ? "git-upload-pack" : "info/refs"
    while !server.requests.contains(where: { $0.contains(request) }) { usleep(5_000) }
    flag.cancel()
    #expect(TemporaryFolders.all.contains { $0.hasPrefix(folder("cache")) })
    // What a watchdog does before it ends the process: only this test's folder, as others run.
    TemporaryFolders.removeAll(in: folder("cache"))
    #expect(folder.list("cache").isEmpty)
    server.stop()
    group.wait()
    #expect(errors.all.map(\.kind) == [.cancelled])
    #expect(folder.list("cache").isEmpty)
  }

  @Test func leftoversOfDeadProcessesAreRemoved() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = Mirror(of: server.url("git/up.git"), cache: folder("cache"))
    let flag = CancellationFlag()
    let names = Log<String>()
    let folder = folder
    let seen = Connection(
      cancellation: flag,
      progress: { _ in
        if names.all.isEmpty { folder.list("cache").forEach { names.append($0) } }
        flag.cancel()
      })
    _ = try gitError { try mirror.create(over: seen) }
    let own = try #require(names.all.first)
    let process = "\(ProcessInfo.processInfo.processIdentifier)"
    #expect(own.contains(".\(process)."))
    // The same name, of a process that is no more, of one that lives, and of another machine.
    let dead = Process()
    dead.executableURL = URL(fileURLWithPath: "/bin/true")
    try dead.run()
    dead.waitUntilExit()
    let leftover = own.replacing(".\(process).", with: ".\(dead.processIdentifier).")
    let elsewhere = leftover.replacing(".git.", with: ".git.another-")
    for name in [own, leftover, elsewhere] { try folder.write("x", to: "cache/\(name)/objects/x") }
    try mirror.create(over: Connection())
    let left = folder.list("cache").filter { $0.hasSuffix(".partial") }
    #expect(left == [own, elsewhere].sorted())
  }
}
