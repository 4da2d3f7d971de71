import GitKit
import TestSupport
import Testing

@Suite struct CommitRangeTests {
  private let folder: TemporaryFolder
  private let fixture: FixtureRepository
  private var repository: Repository { fixture.repository }

  init() throws {
    folder = try TemporaryFolder()
    fixture = try FixtureRepository(at: folder("r.git"))
  }

  private func range(_ old: ObjectID?, _ new: ObjectID) throws -> CommitRange {
    try CommitRange(of: repository, from: old, to: new)
  }

  /// The first letter of a version: what a test follows.
  private func letter(_ object: FileVersions.Object?) throws(GitError) -> Character? {
    guard let object else { return nil }
    return String(decoding: try repository.blob(object.id), as: UTF8.self).first
  }

  private func subjects(_ ids: [ObjectID]) throws -> [String] {
    try ids.map { try repository.commit($0).subject }
  }

  @Test func itHasTheCommitsOfTheRangeAndTheirParents() throws {
    let base = try fixture.commit(["f": "1"])
    let second = try fixture.commit(["f": "2"])
    let head = try fixture.commit(["f": "3"])
    let range = try range(base, head)
    #expect(range.commits == [head, second])
    #expect(range.parents(of: second) == [base])
    #expect(range.contains(second) && !range.contains(base))
    #expect(try self.range(nil, head).commits == [head, second, base])
    #expect(try self.range(head, base).commits.isEmpty)
  }

  @Test func changesOfAValueAreTheCommitsThatChangedIt() throws {
    let base = try fixture.commit(["f": "a1", "g": "1"])
    try fixture.commit(["f": "a2"], message: "same value")
    try fixture.commit(["f": "b1"], message: "a to b")
    try fixture.commit(["g": "2"], message: "elsewhere")
    try fixture.commit(["f": "b2"], message: "same again")
    let head = try fixture.commit(["f": "c"], message: "b to c")
    let versions = try range(base, head).versions(of: try path("f"))
    #expect(try subjects(versions.changes(of: letter)) == ["b to c", "a to b"])
    #expect(try versions.changes { object in object != nil }.isEmpty)
    #expect(versions.commits.count == 4)
  }

  @Test func aValueThatIsAsBeforeHasNoCause() throws {
    let base = try fixture.commit(["f": "a"])
    try fixture.commit(["f": "b"], message: "change")
    let reverted = try fixture.commit(["f": "a"], message: "Revert \"change\"")
    let head = try fixture.commit(["f": "b"], message: "change again")
    let file = try path("f")
    #expect(try range(base, reverted).versions(of: file).changes(of: letter).isEmpty)
    #expect(
      try subjects(range(base, head).versions(of: file).changes(of: letter)) == ["change again"])
  }

  @Test func additionRemovalAndFoldersAreVersionsToo() throws {
    let base = try fixture.commit(["other": "1"])
    try fixture.commit(["d/f": "a"], message: "add")
    try fixture.commit(["d/f": "b"], message: "change")
    let before = try fixture.commit(["other": "2"])
    let head = try fixture.commit([:], removing: ["d/f"], message: "remove")
    let file = try path("d/f")
    let isThere = { (object: FileVersions.Object?) in object != nil }
    #expect(try subjects(range(base, before).versions(of: file).changes(of: isThere)) == ["add"])
    #expect(try subjects(range(before, head).versions(of: file).changes(of: isThere)) == ["remove"])
    #expect(try range(base, head).versions(of: file).changes(of: isThere).isEmpty)
    let folder = try range(base, before).versions(of: try path("d"))
    #expect(try subjects(folder.changes { $0.map { $0.mode == nil } }) == ["add"])
    #expect(try subjects(folder.changes { $0?.id }) == ["change", "add"])
    let whole = try range(nil, before).versions(of: file)
    #expect(try subjects(whole.changes(of: isThere)) == ["add"])
  }

  /// A merge that takes the value from one side did not change it, whatever else it did to the file.
  @Test func mergesAreFollowedToTheSideThatChangedTheValue() throws {
    let base = try fixture.commit(["f": "a\n1\n2\n3\n"])
    let left = try fixture.commit(["f": "b\n1\n2\n3\n"], message: "value")
    let right = try fixture.commit(
      ["f": "a\n1\n2\n4\n"], message: "rest", branch: "side", parents: [base])
    let merge = try fixture.commit(
      ["f": "b\n1\n2\n4\n"], message: "merge", branch: "merged", parents: [right, left])
    let versions = try range(base, merge).versions(of: try path("f"))
    #expect(try subjects(versions.changes(of: letter)) == ["value"])
    let evil = try fixture.commit(
      ["f": "e"], message: "evil", branch: "merged", parents: [merge, right])
    #expect(
      try subjects(range(base, evil).versions(of: try path("f")).changes(of: letter))
        == ["evil", "value"])
  }

  @Test func theFirstOfSomeCommitsThatHasOneIsFound() throws {
    let base = try fixture.commit(["f": "0"])
    let one = try fixture.commit(["f": "1"])
    let release = try fixture.commit(["f": "2"])
    let hotfix = try fixture.commit(["f": "h"], branch: "hotfix", parents: [one])
    let last = try fixture.commit(["f": "3"])
    let head = try fixture.commit(["f": "4"])
    let first = try range(base, head).firstContaining([hotfix, release, last])
    #expect(first[one] == 0)
    #expect(first[release] == 1)
    #expect(first[last] == 2)
    #expect(first[head] == nil)
    #expect(first[base] == nil)
  }

  @Test func bisectionFindsTheCommitWithFewQuestions() throws {
    let base = try fixture.commit(["f": "0"])
    var commits = try (1...40).map { try fixture.commit(["f": "\($0)"]) }
    let head = try fixture.commit(["f": "last"])
    commits.append(head)
    let range = try range(base, head)
    for wanted in [0, 1, 20, 39, 40] {
      let bad = Set(commits[wanted...])
      var asked = 0
      let found = try range.firstCommit { commit in
        asked += 1
        return !bad.contains(commit)
      }
      #expect(found == commits[wanted])
      #expect(asked <= 9)
    }
    #expect(try range.firstCommit { _ in true } == nil)
    #expect(try range.firstCommit { _ in false } == nil)
    #expect(try self.range(nil, head).firstCommit { $0 != head } == nil)
    #expect(try self.range(head, head).firstCommit { _ in false } == nil)
  }

  @Test func bisectionGoesIntoTheSideOfAMergeThatBrokeIt() throws {
    let base = try fixture.commit(["f": "0"])
    let main = try fixture.commit(["g": "1"])
    try fixture.commit(["s": "1"], branch: "side", parents: [base])
    let bad = try fixture.commit(["f": "bad"], branch: "side")
    let side = try fixture.commit(["s": "2"], branch: "side")
    let merge = try fixture.commit(["f": "bad", "s": "2"], parents: [main, side])
    let head = try fixture.commit(["g": "2"])
    let file = try path("f")
    func isGood(_ commit: ObjectID) throws(GitError) -> Bool {
      try repository.object(at: file, in: commit) == ObjectID.ofBlob(Array("0".utf8))
    }
    #expect(try range(base, head).firstCommit(where: isGood) == bad)
    // What fails only with both sides together came with the merge.
    let together = Set([merge, head])
    #expect(try range(base, head).firstCommit { !together.contains($0) } == merge)
  }

  /// The commits that touch a path are those that `git log` names, also below folders that come and go.
  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed"))
  func theCommitsOfAPathAreGits() throws {
    let base = try fixture.commit(["a/b/f": "1", "a/g": "1", "h": "1"])
    let left = try fixture.commit(["a/b/f": "2"])
    let right = try fixture.commit(["a/g": "2"], branch: "side", parents: [base])
    let merge = try fixture.commit(["a/b/f": "2", "a/g": "2"], parents: [left, right])
    try fixture.commit(["h": "2"])
    try fixture.commit([:], removing: ["a/b/f"])
    let file = try fixture.commit(["a/b": "a file now"])
    let head = try fixture.commit(["a/b/f": "3"], removing: ["a/b"])
    for (old, new) in [(base, head), (merge, head), (left, file), (right, merge)] {
      let range = try range(old, new)
      for name in ["a", "a/b", "a/b/f", "a/g", "h", "none", "none/x"] {
        let git = try GitProgram.run(
          ["log", "--format=%H", "\(old)..\(new)", "--", name], in: fixture.path)
        #expect(Set(try range.versions(of: path(name)).commits.map(\.hex)) == Set(git.lines))
      }
    }
  }
}
