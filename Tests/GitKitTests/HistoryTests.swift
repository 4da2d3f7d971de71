import GitKit
import TestSupport
import Testing

@Suite struct HistoryTests {
  private let folder: TemporaryFolder
  private let fixture: FixtureRepository
  private var repository: Repository { fixture.repository }

  init() throws {
    folder = try TemporaryFolder()
    fixture = try FixtureRepository(at: folder("r.git"))
  }

  /// The commits that made versions of a path.
  private func versions(
    of file: String, from old: ObjectID?, to new: ObjectID
  ) throws -> [ObjectID] {
    try CommitRange(of: repository, from: old, to: new).versions(of: path(file)).commits
  }

  private func subjects(of file: String, from old: ObjectID?, to new: ObjectID) throws -> [String] {
    try versions(of: file, from: old, to: new).map { try repository.commit($0).subject }
  }

  @Test func commitsBetweenTwoAreNewestFirst() throws {
    let first = try fixture.commit(["a": "1"], message: "one")
    let second = try fixture.commit(["a": "2"], message: "two")
    let third = try fixture.commit(["a": "3"], message: "three")
    #expect(try repository.history(from: first, to: third).map(\.subject) == ["three", "two"])
    #expect(try repository.history(from: nil, to: second).map(\.id) == [second, first])
    #expect(try repository.history(from: third, to: first).isEmpty)
    #expect(try repository.history(from: first, to: first).isEmpty)
  }

  @Test func missingCommitIsAnError() throws {
    let missing = ObjectID.ofBlob([1])
    #expect(try gitError { try repository.history(from: nil, to: missing) }.kind == .notFound)
  }

  @Test func pathHistoryHasChangesOfBytesModeAndExistence() throws {
    let base = try fixture.commit(["other": "1"], message: "base")
    try fixture.commit(["f": "1"], message: "add")
    try fixture.commit(["other": "2"], message: "other")
    try fixture.commit(["f": "2"], message: "change")
    try fixture.commit(["f": "2"], executables: ["f"], message: "mode")
    let head = try fixture.commit([:], removing: ["f"], message: "remove")
    #expect(try subjects(of: "f", from: base, to: head) == ["remove", "mode", "change", "add"])
    #expect(try subjects(of: "none", from: nil, to: head).isEmpty)
  }

  /// Two branches change the file, and only one side's change survives the merge.
  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed"))
  func mergesAreSimplifiedAsGitDoes() throws {
    let base = try fixture.commit(["f": "1", "g": "1"], message: "base")
    let left = try fixture.commit(["f": "left"], message: "left")
    let right = try fixture.commit(
      ["f": "right"], message: "right", branch: "side", parents: [base])
    let merge = try fixture.commit(["f": "left"], message: "merge", parents: [left, right])
    let evil = try fixture.commit(
      ["f": "evil"], message: "evil",
      parents: [
        merge,
        try fixture.commit(
          ["f": "third"], message: "third", branch: "third", parents: [base]),
      ])
    let head = try fixture.commit(["g": "2"], message: "later")
    #expect(try subjects(of: "f", from: base, to: head) == ["evil", "third", "left"])
    for (old, new) in [(base, head), (base, merge), (right, evil), (left, head)] {
      let git = try GitProgram.run(
        ["log", "--topo-order", "--format=%H", "\(old)..\(new)", "--", "f"], in: fixture.path)
      let own = try versions(of: "f", from: old, to: new)
      #expect(Set(own.map(\.hex)) == Set(git.lines))
    }
  }

  @Test func commitIsFoundByWhatItHolds() throws {
    let first = try fixture.commit(["patches/a": "1"])
    let second = try fixture.commit(["other": "1"])
    let head = try fixture.commit(["patches/a": "2"])
    let patches = try path("patches")
    let tree = try #require(try repository.object(at: patches, in: first))
    #expect(try repository.newestCommit(having: tree, at: patches, in: head) == second)
    #expect(
      try repository.newestCommit(having: ObjectID.ofBlob([]), at: patches, in: head) == nil)
  }

  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed")) func cutHistoryIsNamedAsSuch()
    throws
  {
    try fixture.commit(["a": "1"])
    try fixture.commit(["a": "2"])
    let head = try fixture.commit(["a": "3"])
    let clone = folder("shallow.git")
    try GitProgram.run(["clone", "-q", "--bare", "--depth=1", "file://\(fixture.path)", clone])
    let shallow = try Repository(opening: clone)
    #expect(shallow.isShallow)
    #expect(try shallow.tree(head).count == 1)
    let error = try gitError { try CommitRange(of: shallow, from: nil, to: head) }
    #expect(error.kind == .unsupported)
    #expect(error.message.contains("--unshallow"))
  }
}
