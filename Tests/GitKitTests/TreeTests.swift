import GitKit
import TestSupport
import Testing

@Suite struct TreeTests {
  private let folder: TemporaryFolder
  private let repository: Repository

  init() throws {
    folder = try TemporaryFolder()
    repository = try Repository.create(bareAt: folder("r.git"))
  }

  /// Writes a tree object as it is given, whatever git would say of it.
  private func rawTree(_ entries: [(mode: String, name: [UInt8], id: ObjectID)]) throws -> ObjectID
  {
    try repository.write(
      .tree, entries.flatMap { bytes("\($0.mode) ") + $0.name + [0] + $0.id.bytes })
  }

  @Test func entriesAreFlatSortedAndHaveTheirModes() throws {
    let tree = try repository.write(try FileTreeIDTests.sample())
    let entries = try repository.tree(tree)
    #expect(
      entries.map { "\($0.mode.octal) \($0.path)" } == [
        "100644 a", "100644 a-b/x", "100644 a.b", "100644 a0", "100644 b.c", "100644 b/c/d",
        "120000 link", "160000 module", "100755 run", "100644 ä",
      ])
    #expect(entries.first?.id == ObjectID.ofBlob(bytes("a")))
  }

  @Test func commitAndTagLeadToTheirTree() throws {
    let tree = try repository.write(try FileTreeIDTests.sample())
    let commit = try repository.commit(tree: tree, parents: [], author: ada, message: "m")
    let tag = try repository.tag("t", at: commit, annotation: (ada, "m"))
    #expect(try repository.tree(commit) == repository.tree(tree))
    #expect(try repository.tree(tag) == repository.tree(tree))
    #expect(try repository.object(at: try path("b/c"), in: commit) != nil)
    #expect(try repository.object(at: try path("b/none"), in: commit) == nil)
  }

  @Test(arguments: [
    "..", ".", ".git", ".GIT", "a/b", "/etc", "../x", "a\nb", "a\u{1}", "a\\b",
  ])
  func hostileNamesAreRefused(_ name: String) throws {
    let blob = try repository.write(blob: [])
    let tree = try rawTree([("100644", bytes(name), blob)])
    let error = try gitError { try repository.tree(tree) }
    #expect(error.kind == .invalidPath)
    let above = try rawTree([("40000", bytes("folder"), tree)])
    #expect(try gitError { try repository.tree(above) }.kind == .invalidPath)
    let asFolder = try rawTree([("40000", bytes(name), try repository.write(FileTree()))])
    #expect(throws: GitError.self) { try repository.tree(asFolder) }
  }

  @Test func nameThatIsNoTextIsRefused() throws {
    let tree = try rawTree([("100644", [0x61, 0xFF], try repository.write(blob: []))])
    #expect(try gitError { try repository.tree(tree) }.kind == .invalidPath)
  }

  @Test func nameThatStandsTwiceIsRefused() throws {
    let blob = try repository.write(blob: [])
    let inner = try repository.write(try FileTreeIDTests.sample())
    let tree = try rawTree([("100644", bytes("x"), blob), ("40000", bytes("x"), inner)])
    #expect(try gitError { try repository.tree(tree) }.kind == .corrupt)
  }

  @Test func endlessNestingIsRefused() throws {
    var tree = try repository.write(FileTree([try path("f"): FileTree.File(content: [])]))
    for _ in 0..<100 { tree = try rawTree([("40000", bytes("d"), tree)]) }
    #expect(try gitError { try repository.tree(tree) }.kind == .tooLarge)
  }

  @Test(arguments: [["f"], []]) func doublingFoldersAreRefused(_ names: [String]) throws {
    var tree = try rawTree(names.map { ("100644", bytes($0), ObjectID.ofBlob([])) })
    for _ in 0..<30 {
      tree = try rawTree([("40000", bytes("a"), tree), ("40000", bytes("b"), tree)])
    }
    #expect(try gitError { try repository.tree(tree) }.kind == .tooLarge)
  }

  @Test(arguments: ["", "100644", "100644 a", "100644 a\0short", "\0\0\0", "99999999999 a\0"])
  func damagedTreeIsAnErrorOrEmpty(_ text: String) throws {
    let tree = try repository.write(.tree, bytes(text))
    if text.isEmpty {
      #expect(try repository.tree(tree).isEmpty)
    } else {
      #expect(try gitError { try repository.tree(tree) }.kind == .corrupt)
    }
  }

  @Test func missingFolderAndWrongKindsAreErrors() throws {
    let missing = try rawTree([("40000", bytes("d"), ObjectID.ofBlob([9]))])
    #expect(try gitError { try repository.tree(missing) }.kind == .corrupt)
    #expect(try gitError { try repository.tree(ObjectID.ofBlob([9])) }.kind == .notFound)
    let blob = try repository.write(blob: [])
    #expect(throws: GitError.self) { try repository.tree(blob) }
    let blobAsFolder = try rawTree([("40000", bytes("d"), blob)])
    #expect(throws: GitError.self) { try repository.tree(blobAsFolder) }
  }

  @Test func onlyWantedFilesAreRead() throws {
    // The file that is not wanted is not even there.
    let tree = try rawTree([
      ("100644", bytes("a"), try repository.write(blob: bytes("text"))),
      ("100644", bytes("b"), ObjectID.ofBlob([7])),
    ])
    let cache = ObjectCache(of: repository)
    let files = try repository.fileTree(tree, where: { path, _ in path.text == "a" }, cache: cache)
    #expect(files == FileTree([try path("a"): FileTree.File(content: bytes("text"))]))
    let error = try gitError { try repository.fileTree(tree, cache: cache) }
    #expect(error.kind == .corrupt)
    #expect(error.operation == "read `b`")
  }
}
