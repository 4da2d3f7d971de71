import GitKit
import TestSupport
import Testing

@Suite struct WritingTests {
  @Test func commitMovesABranchAndNotTheWorkTree() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("work"), isBare: false)
    let repository = fixture.repository
    let base = try fixture.commit(["kept": "k", "changed": "1", "gone": "g"])
    try folder.write("by hand", to: "work/changed")
    let tree = try repository.write(
      FileTree([
        try path("changed"): FileTree.File(content: bytes("2")),
        try path("new/run"): FileTree.File(mode: .executable, content: bytes("x")),
      ]), removing: [try path("gone"), try path("never/there")], in: base)
    let id = try repository.commit(
      tree: tree, parents: [base], author: ada, message: "m", branch: "upgrade/stable-2")
    #expect(
      try repository.tree(id).map { "\($0.mode.octal) \($0.path)" } == [
        "100644 changed", "100644 kept", "100755 new/run",
      ])
    #expect(try repository.branch(named: "upgrade/stable-2") == id)
    #expect(try repository.head() == base)
    #expect(folder.list("work") == [".git", "changed"])
    #expect(folder.read("work/changed") == "by hand")
    #expect(try repository.isCheckedOut(branch: "main"))
    #expect(try !repository.isCheckedOut(branch: "upgrade/stable-2"))
    #expect(try !repository.isCheckedOut(branch: "none"))
  }

  @Test func branchThatIsElsewhereIsNotMoved() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let first = try fixture.commit(["a": "1"])
    let second = try fixture.commit(["a": "2"])
    let error = try gitError {
      try fixture.repository.commit(
        tree: fixture.repository.commit(first).tree, parents: [first], author: ada, message: "m",
        branch: "main")
    }
    #expect(error.kind == .outdated)
    #expect(try fixture.repository.branch(named: "main") == second)
  }

  @Test func entriesOfTheBaseStayWhateverTheyAre() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let base = try repository.write(try FileTreeIDTests.sample())
    #expect(try repository.write(FileTree(), in: base) == base)
    let changed = try repository.write(
      FileTree([try path("b/c/d"): FileTree.File(content: bytes("new"))]), in: base)
    var expected = try FileTreeIDTests.sample()
    expected[try path("b/c/d")]?.content = bytes("new")
    #expect(try repository.fileTree(changed) == expected)
  }

  @Test func fileTakesTheFoldersPlace() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let base = try repository.write(try FileTreeIDTests.sample())
    let id = try repository.write(
      FileTree([try path("b"): FileTree.File(content: bytes("file"))]), in: base)
    let paths = try repository.tree(id).map(\.path.text)
    #expect(paths.contains("b"))
    #expect(!paths.contains("b/c/d"))
    let back = try repository.write(
      FileTree([try path("b/c"): FileTree.File(content: bytes("file"))]), in: id)
    #expect(try !repository.tree(back).map(\.path.text).contains("b"))
    #expect(try repository.tree(back).map(\.path.text).contains("b/c"))
  }

  @Test func emptyRepositoryHasNoHead() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    #expect(try repository.head() == nil)
    #expect(try repository.branch(named: "main") == nil)
    #expect(try repository.branch(named: "a..b") == nil)
  }

  @Test func authorIsTakenFromConfiguration() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("work"), isBare: false)
    try folder.write(
      (folder.read("work/.git/config") ?? "") + "[user]\nname = Ada\nemail = ada@example.org\n",
      to: "work/.git/config")
    let repository = try Repository(opening: fixture.path)
    for role in Signature.Role.allCases {
      let signature = try repository.identity(of: role, environment: [:])
      #expect(signature?.name == "Ada")
      #expect(signature?.email == "ada@example.org")
    }
  }
}
