import Foundation
import GitKit
import TestSupport
import Testing

@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed")) struct MirrorTests {
  private let folder: TemporaryFolder
  private let fixture: FixtureRepository
  private let first: ObjectID

  init() throws {
    folder = try TemporaryFolder()
    fixture = try FixtureRepository(at: folder("up.git"))
    first = try fixture.commit(["a": "1"])
    try fixture.tag("stable-1", at: first)
    try fixture.tag("stable-2", at: first, message: "annotated")
  }

  private func mirror(_ server: GitServer) -> Mirror {
    Mirror(of: server.url("git/up.git"), cache: folder("cache/here"))
  }

  @Test func mirrorHasBranchesAndTagsAndNothingElse() throws {
    try GitProgram.run(["update-ref", "refs/pull/1/head", first.hex], in: fixture.path)
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    #expect(!mirror.exists)
    #expect(try gitError { try mirror.open() }.kind == .notFound)
    let repository = try mirror.create(over: Connection())
    #expect(mirror.exists)
    #expect(try repository.tags() == fixture.repository.tags())
    #expect(try repository.branch(named: "main") == first)
    let references = try GitProgram.run(["for-each-ref", "--format=%(refname)"], in: mirror.path)
    #expect(
      references.lines == ["refs/heads/main", "refs/tags/stable-1", "refs/tags/stable-2"])
    #expect(try GitProgram.run(["fsck", "--strict"], in: mirror.path).status == 0)
    #expect(folder.list("cache/here") == [String(mirror.path.split(separator: "/").last ?? "")])
    #expect(TemporaryFolders.all.allSatisfy { !$0.hasPrefix(folder.path) })
  }

  @Test func existingMirrorIsOpenedWithoutAskingTheServer() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    try mirror.create(over: Connection())
    server.stop()
    #expect(try mirror.create(over: Connection()).tags().count == 2)
    #expect(try mirror.open().fileTree(first).count == 1)
    #expect(try gitError { try mirror.fetch(over: Connection()) }.kind == .network)
    #expect(try mirror.open().tags().count == 2)
  }

  @Test func fetchReportsWhatBecameOfTheTags() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    #expect(try mirror.fetch(over: Connection()).added.map(\.name) == ["stable-1", "stable-2"])
    #expect(try mirror.fetch(over: Connection()).isEmpty)

    let second = try fixture.commit(["a": "2"])
    let before = try #require(try fixture.repository.tag(named: "stable-1"))
    try fixture.tag("stable-1", at: second, replacing: true)
    try fixture.tag("stable-3", at: second)
    try fixture.repository.deleteTag("stable-2")
    let summary = try mirror.fetch(over: Connection())
    #expect(summary.added == [TagReference(name: "stable-3", commit: second)])
    #expect(
      summary.moved == [
        FetchSummary.MovedTag(old: before, new: TagReference(name: "stable-1", commit: second))
      ])
    #expect(summary.removed.map(\.name) == ["stable-2"])
    #expect(try mirror.open().tags() == fixture.repository.tags())
    #expect(try mirror.open().branch(named: "main") == second)
  }

  @Test func tagObjectThatWasMadeAnewCountsAsMoved() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    try mirror.create(over: Connection())
    try fixture.tag("stable-2", at: first, message: "again", replacing: true)
    let moved = try mirror.fetch(over: Connection()).moved
    #expect(moved.map(\.new.commit) == [first])
    #expect(moved.first?.old.tagObject != moved.first?.new.tagObject)
  }

  @Test func referencesOfOurOwnSurviveAFetch() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    try mirror.create(over: Connection())
    try GitProgram.run(["update-ref", "refs/confomeet/kept", first.hex], in: mirror.path)
    try GitProgram.run(["update-ref", "refs/heads/gone", first.hex], in: mirror.path)
    _ = try mirror.fetch(over: Connection())
    let references = try GitProgram.run(["for-each-ref", "--format=%(refname)"], in: mirror.path)
    #expect(references.lines.contains("refs/confomeet/kept"))
    #expect(!references.lines.contains("refs/heads/gone"))
  }

  @Test func halfReceivedPacksOfKilledRunsAreRemoved() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    try mirror.create(over: Connection())
    let leftover = mirror.path + "/objects/pack/pack_git2_1206c5b343a4d1d2"
    try Data("half".utf8).write(to: URL(fileURLWithPath: leftover))
    _ = try mirror.fetch(over: Connection())
    #expect(!FileManager.default.fileExists(atPath: leftover))
    #expect(try mirror.open().fileTree(first).count == 1)
  }

  @Test func progressIsTold() throws {
    let server = try GitServer(serving: folder.path)
    let reports = Log<FetchProgress>()
    try mirror(server).create(over: Connection(progress: { reports.append($0) }))
    let last = try #require(reports.all.last)
    #expect(last.totalObjects == 4)
    #expect(last.receivedObjects == 4 && last.indexedObjects == 4)
    #expect(last.receivedBytes > 0)
  }

  @Test func twoAtOnceShareOneMirror() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    let results = Log<Int>()
    let group = DispatchGroup()
    for _ in 0..<4 {
      Thread.detach(in: group) {
        if let count = try? mirror.create(over: Connection()).tags().count { results.append(count) }
      }
    }
    group.wait()
    #expect(results.all == [2, 2, 2, 2])
    #expect(folder.list("cache/here").count == 1)
  }

  @Test func localUpstreamIsReadInPlace() throws {
    for upstream in [fixture.path, "file://\(fixture.path)", "file://localhost\(fixture.path)"] {
      let mirror = Mirror(of: upstream, cache: folder("cache"))
      #expect(mirror.isLocal && mirror.exists)
      #expect(mirror.path == fixture.path)
      #expect(try mirror.create(over: Connection()).tags().count == 2)
      #expect(try mirror.fetch(over: Connection()).isEmpty)
    }
    #expect(folder.list("cache").isEmpty)
    let missing = Mirror(of: folder("none"), cache: folder("cache"))
    #expect(try gitError { try missing.open() }.kind == .notFound)
  }

  @Test func damagedMirrorIsAnError() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    try FileManager.default.createDirectory(atPath: mirror.path, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: mirror.path + "/HEAD"))
    let error = try gitError { try mirror.open() }
    #expect(error.kind == .corrupt)
    #expect(error.operation.contains(mirror.path))
  }

  /// Each fetch brings a pack; sooner or later they become one, and what upstream has no more stays.
  @Test func packsDoNotGrowInNumber() throws {
    let server = try GitServer(serving: folder.path)
    let mirror = mirror(server)
    let gone = try fixture.commit(["gone": "x"], branch: "side")
    try fixture.tag("gone", at: gone)
    try mirror.create(over: Connection())
    try GitProgram.run(["branch", "-D", "side"], in: fixture.path)
    try fixture.repository.deleteTag("gone")
    var most = 0
    for step in 0..<20 {
      try fixture.commit(["step": "\(step)"])
      _ = try mirror.fetch(over: Connection())
      let packs = folder.list(
        "cache/here/\(mirror.path.split(separator: "/").last ?? "")/objects/pack")
      most = max(most, packs.count { $0.hasSuffix(".pack") })
      if step == 19 { #expect(packs.count { $0.hasSuffix(".pack") } < 8) }
    }
    #expect(most <= 18)
    #expect(mirror.damage() == nil)
    #expect(try mirror.open().fileTree(gone).count == 1)
    #expect(try GitProgram.run(["fsck", "--strict"], in: mirror.path).status == 0)
  }

  @Test func cacheThatCannotBeMadeIsAnError() throws {
    let server = try GitServer(serving: folder.path)
    try folder.write("", to: "file")
    let mirror = Mirror(of: server.url("git/up.git"), cache: folder("file/cache"))
    #expect(try gitError { try mirror.create(over: Connection()) }.kind == .io)
  }
}
