import Foundation
import GitKit
import TestSupport
import Testing

/// A server must not keep a run for ever. No test here measures time: without its limit it would not end.
@Suite(.timeLimit(.minutes(5))) struct NetworkLimitTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// One short limit; the others are too long to be what ends the run.
  private func connection(
    connect: Duration = .seconds(600), answer: Duration = .seconds(600),
    stall: Duration = .seconds(600)
  ) -> Connection {
    Connection(limits: NetworkLimits(connect: connect, answer: answer, stall: stall, lock: nil))
  }

  private func error(_ url: String, _ connection: Connection) throws -> GitError {
    let mirror = Mirror(of: url, cache: folder("cache"))
    let error = try gitError { try mirror.create(over: connection) }
    #expect(folder.list("cache").isEmpty, "what was begun is removed")
    #expect(TemporaryFolders.all.allSatisfy { !$0.hasPrefix(folder.path) })
    return error
  }

  private static let short = Duration.milliseconds(300)

  @Test(arguments: ["http", "https", "git", "ssh"])
  func aServerThatTakesNoConnectionIsGivenUp(_ scheme: String) throws {
    let server = try SilentServer(.deaf)
    let url = "\(scheme)://git@127.0.0.1:\(server.port)/up.git"
    let error = try error(url, connection(connect: Self.short))
    #expect(error.kind == .timedOut)
    #expect(error.message == "127.0.0.1:\(server.port) did not take the connection within 0.3 s")
  }

  @Test(arguments: ["http", "https", "git", "ssh"])
  func aServerThatSaysNothingIsGivenUp(_ scheme: String) throws {
    let server = try SilentServer(.silent)
    let url = "\(scheme)://git@127.0.0.1:\(server.port)/up.git"
    let error = try error(url, connection(answer: Self.short))
    #expect(error.kind == .timedOut)
    #expect(error.message == "127.0.0.1:\(server.port) did not answer within 0.3 s")
  }

  @Test func anAnswerThatNeverGetsAnywhereIsGivenUpOverSSHToo() throws {
    let server = try SilentServer(.trickling)
    let url = "ssh://git@127.0.0.1:\(server.port)/up.git"
    let error = try error(url, connection(stall: Self.short))
    #expect(error.kind == .timedOut)
    #expect(error.message.contains("fewer than 1000 bytes a second for 0.3 s"))
  }

  @Test(
    .enabled(if: GitProgram.isInstalled, "git is not installed"),
    arguments: ["headers", "trickle", "stall"])
  func anAnswerThatComesToAHaltIsGivenUp(_ mode: String) throws {
    let server = try serve()
    let error = try error(server.url("\(mode)/up.git"), connection(stall: Self.short))
    #expect(error.kind == .timedOut)
    #expect(error.message.contains("fewer than 1000 bytes a second for 0.3 s"))
  }

  /// Some ten times the rate that is asked for, over many times the limit.
  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed")) func aSlowAnswerIsWaitedFor()
    throws
  {
    let server = try serve()
    let mirror = Mirror(of: server.url("slow/up.git"), cache: folder("cache"))
    try mirror.create(over: connection(stall: Self.short))
    #expect(try mirror.open().branch(named: "main") != nil)
  }

  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed"))
  func aFetchThatHaltsLeavesTheMirrorAsItWas() throws {
    let server = try serve()
    let mirror = Mirror(of: server.url("git/up.git"), cache: folder("cache"))
    let before = try mirror.create(over: Connection()).branch(named: "main")
    server.stop()
    // The same folder, whose server is another one now.
    let stalling = try GitServer(serving: folder.path)
    let other = Mirror(of: stalling.url("headers/up.git"), cache: folder("cache"))
    try FileManager.default.moveItem(atPath: mirror.path, toPath: other.path)
    let error = try gitError { try other.fetch(over: connection(stall: Self.short)) }
    #expect(error.kind == .timedOut)
    #expect(try other.open().branch(named: "main") == before)
  }

  /// Several packs' worth of noise, so that a part of it is on its way when the server falls silent.
  private func serve() throws -> GitServer {
    let fixture = try FixtureRepository(at: folder("up.git"))
    var random = SeededGenerator(seed: 1)
    let noise = (0..<2_000).map { _ in "\(UInt64.random(in: 0...UInt64.max, using: &random))\n" }
    try fixture.commit(["noise": noise.joined()])
    return try GitServer(serving: folder.path)
  }
}
