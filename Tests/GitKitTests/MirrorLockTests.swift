import Foundation
import GitKit
import Glibc
import TestSupport
import Testing

/// One process at a time fetches into a mirror; the others are told so, and don't wait for ever.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"), .timeLimit(.minutes(5)))
struct MirrorLockTests {
  private let folder: TemporaryFolder
  private let server: GitServer
  private let mirror: Mirror

  init() throws {
    folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("up.git"))
    try fixture.commit(["a": "1"])
    server = try GitServer(serving: folder.path)
    mirror = Mirror(of: server.url("git/up.git"), cache: folder("cache"))
    try mirror.create(over: Connection())
  }

  private func lock() -> Int32 {
    let descriptor = open(mirror.path + "/confomeet-fetch.lock", O_RDWR | O_CREAT, 0o666)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor
  }

  private func limits(lock: Duration) -> NetworkLimits {
    var limits = NetworkLimits.standard
    limits.lock = lock
    return limits
  }

  @Test func aLockThatIsKeptIsAnErrorThatNamesItsHolder() throws {
    let descriptor = lock()
    defer { close(descriptor) }
    let error = try gitError {
      try mirror.fetch(over: Connection(limits: limits(lock: .milliseconds(50))))
    }
    #expect(error.kind == .locked)
    #expect(error.operation.contains("confomeet-fetch.lock"))
    #expect(error.message.hasPrefix("process \(getpid()) ("))
    #expect(error.message.hasSuffix(" still had it after 0.05 s"))
  }

  @Test func aWaitIsToldOfAndEndsWithTheLock() throws {
    let descriptor = lock()
    let notices = Log<FetchNotice>()
    // The other one is done as soon as this one has said that it waits.
    let connection = Connection(notice: { notice in
      notices.append(notice)
      close(descriptor)
    })
    _ = try mirror.fetch(over: connection)
    #expect(notices.all.count == 1)
    guard case .waiting(let path, let holder) = try #require(notices.all.first) else {
      Issue.record("not a wait: \(notices.all)")
      return
    }
    #expect(path == mirror.path + "/confomeet-fetch.lock")
    #expect(holder?.hasPrefix("process \(getpid()) (") == true)
  }
}
