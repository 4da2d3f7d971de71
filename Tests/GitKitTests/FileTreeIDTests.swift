import GitKit
import TestSupport
import Testing

@Suite struct FileTreeIDTests {
  /// Names around the slash in the order of bytes, where git's order of folders differs from a plain one.
  static func sample() throws -> FileTree {
    var tree = FileTree()
    for name in ["a", "a.b", "a-b/x", "a0", "b/c/d", "b.c", "ä"] {
      tree[try path(name)] = FileTree.File(content: bytes(name))
    }
    tree[try path("run")] = FileTree.File(mode: .executable, content: bytes("#!/bin/sh\n"))
    tree[try path("link")] = FileTree.File(mode: .symbolicLink, content: bytes("../elsewhere"))
    tree[try path("module")] = FileTree.File(
      mode: .submodule, content: bytes(ObjectID.ofBlob([]).hex))
    return tree
  }

  @Test func emptyTreeHasItsWellKnownID() throws {
    #expect(try FileTree().treeID().hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
  }

  @Test func writtenTreeHasTheIDAndReadsBackTheSame() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let tree = try Self.sample()
    let id = try repository.write(tree)
    #expect(try tree.treeID() == id)
    #expect(try repository.fileTree(id) == tree)
  }

  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed"))
  func gitFindsNothingWrongWithIt() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let id = try fixture.repository.write(try Self.sample())
    try fixture.commit(tree: id)
    #expect(try GitProgram.run(["fsck", "--strict"], in: fixture.path).status == 0)
    let index = try GitProgram.run(["read-tree", id.hex], in: fixture.path)
    #expect(index.status == 0)
    #expect(try GitProgram.run(["write-tree"], in: fixture.path).lines == [id.hex])
  }

  @Test func treeBuiltByIndexIsTheSame() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let tree = try Self.sample()
    #expect(try repository.write(tree, in: nil) == tree.treeID())
  }

  @Test func pathThatIsFileAndFolderIsAnError() throws {
    var tree = FileTree([try path("a"): FileTree.File(content: [])])
    tree[try path("a/b")] = FileTree.File(content: [])
    #expect(try gitError { try tree.treeID() }.kind == .invalidPath)
  }

  @Test func submoduleWithoutCommitIsAnError() throws {
    let tree = FileTree([try path("m"): FileTree.File(mode: .submodule, content: bytes("no id"))])
    #expect(try gitError { try tree.treeID() }.kind == .invalid)
  }
}
