import Foundation
import GitKit
import TestSupport
import Testing

/// Files of objects whose end is missing: after a loss of power, or on a disk that was full.
@Suite(.endsAtAll) struct LooseObjectTests {
  private let folder: TemporaryFolder
  private let fixture: FixtureRepository
  private let commit: ObjectID
  private static let content = (0..<2_000).map { "line \($0 &* 7_919)\n" }.joined()

  init() throws {
    folder = try TemporaryFolder()
    fixture = try FixtureRepository(at: folder("r.git"))
    commit = try fixture.commit(["file": Self.content, "sub/other": "x"])
  }

  /// Cuts the file of an object; `nil` gives it back its end.
  private func cut(_ id: ObjectID, to share: Double) throws {
    let name = "r.git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
    let file = URL(fileURLWithPath: folder(name))
    let bytes = try Data(contentsOf: file)
    try FileManager.default.removeItem(at: file)
    try bytes.prefix(Int(Double(bytes.count) * share)).write(to: file)
  }

  private func reopened() throws -> Repository { try Repository(opening: fixture.path) }

  private static let shares = [0, 0.02, 0.1, 0.5, 0.9, 0.999]

  @Test("of a file", arguments: shares) func ofAFile(_ share: Double) throws {
    let id = ObjectID.ofBlob(Array(Self.content.utf8))
    try cut(id, to: share)
    let repository = try reopened()
    let error = try gitError { try repository.blob(id) }
    #expect(error.kind == .corrupt)
    #expect(error.message.contains("\(id)"))
    #expect(try gitError { try repository.fileTree(commit) }.kind == .corrupt)
    #expect(try repository.commit(commit).parents == [])
  }

  @Test("of a folder that a commit is made on", arguments: shares)
  func ofATree(_ share: Double) throws {
    try cut(try fixture.repository.commit(commit).tree, to: share)
    let repository = try reopened()
    let file = FileTree([try path("new"): FileTree.File(content: bytes("x"))])
    #expect(try gitError { try repository.write(file, in: commit) }.kind == .corrupt)
  }

  @Test("of a commit", arguments: shares) func ofACommit(_ share: Double) throws {
    try cut(commit, to: share)
    let repository = try reopened()
    #expect(try gitError { try repository.commit(commit) }.kind == .corrupt)
    #expect(throws: GitError.self) { try repository.history(from: nil, to: commit) }
  }

  @Test("in a repository that this one borrows objects from") func alternate() throws {
    let other = try FixtureRepository(at: folder("other.git"))
    try folder.write("../../r.git/objects\n", to: "other.git/objects/info/alternates")
    #expect(try Repository(opening: other.path).commit(commit).parents == [])
    try cut(commit, to: 0.5)
    #expect(try gitError { try Repository(opening: other.path).commit(commit) }.kind == .corrupt)
  }

  @Test("a pack that has the object is enough") func packed() throws {
    try #require(GitProgram.run(["repack", "-a", "-q"], in: fixture.path).status == 0)
    try cut(commit, to: 0.5)
    #expect(try reopened().commit(commit).parents == [])
  }
}
