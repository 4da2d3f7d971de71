import Foundation
import GitKit
import TestSupport
import Testing

@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed")) struct StatusTests {
  private let folder: TemporaryFolder
  private let repository: Repository

  init() throws {
    folder = try TemporaryFolder()
    try GitProgram.run(["init", "-q", "-b", "main"], in: folder.path)
    try folder.write("*.log\n", to: ".gitignore")
    for name in ["a", "b", "dir/c", "dir/d", "[x]"] { try folder.write("1\n", to: name) }
    try GitProgram.run(["add", "."], in: folder.path)
    try GitProgram.run(["commit", "-qm", "first"], in: folder.path)
    repository = try Repository(opening: folder.path)
  }

  private func changes(_ paths: String...) throws -> [String] {
    try repository.uncommittedChanges(in: try paths.map { try path($0) }).map {
      "\($0.path) \($0.kind)"
    }
  }

  @Test func cleanFilesAreNoChange() throws {
    #expect(try changes("a", "b", "dir/c", "dir", "not/there").isEmpty)
    #expect(try changes().isEmpty)
  }

  @Test func onlyAskedFilesAreLookedAt() throws {
    try folder.write("2\n", to: "a")
    try folder.write("2\n", to: "dir/c")
    #expect(try changes("b", "dir/d").isEmpty)
    #expect(try changes("a", "dir") == ["a modified", "dir/c modified"])
  }

  @Test func everyKindIsTold() throws {
    try folder.write("2\n", to: "a")
    try GitProgram.run(["add", "a"], in: folder.path)
    try FileManager.default.removeItem(atPath: folder("b"))
    try folder.write("x\n", to: "new")
    try folder.write("x\n", to: "deep/er/new")
    try folder.write("x\n", to: "ignored.log")
    try folder.write("x\n", to: "staged")
    try GitProgram.run(["add", "staged"], in: folder.path)
    try GitProgram.run(["rm", "-q", "--cached", "dir/c"], in: folder.path)
    #expect(
      try changes("a", "b", "new", "deep/er/new", "ignored.log", "staged", "dir/c") == [
        "a modified", "b deleted", "deep/er/new untracked", "dir/c untracked",
        "ignored.log ignored", "new untracked", "staged added",
      ])
  }

  @Test func namesAreNotPatterns() throws {
    try folder.write("2\n", to: "[x]")
    #expect(try changes("[x]") == ["[x] modified"])
    #expect(try changes("x", "[a-z]").isEmpty)
  }

  @Test func bareRepositoryHasNoWorkTree() throws {
    let bare = try Repository.create(bareAt: folder("bare.git"))
    #expect(try gitError { try bare.uncommittedChanges(in: [try path("a")]) }.kind == .unsupported)
  }

  @Test func emptyRepositoryHasOnlyUntrackedFiles() throws {
    try GitProgram.run(["init", "-q", folder("empty")])
    try folder.write("x", to: "empty/a")
    let empty = try Repository(opening: folder("empty"))
    #expect(
      try empty.uncommittedChanges(in: [try path("a")]) == [
        UncommittedChange(path: path("a"), kind: .untracked)
      ])
  }
}

/// Files that git is told not to look at.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed")) struct OverlookedFileTests {
  private let folder: TemporaryFolder
  private let repository: Repository

  init() throws {
    folder = try TemporaryFolder()
    try GitProgram.run(["init", "-q", "-b", "main"], in: folder.path)
    for name in ["a", "dir/b", "dir/c"] { try folder.write("1\n", to: name) }
    try GitProgram.run(["add", "."], in: folder.path)
    try GitProgram.run(["commit", "-qm", "first"], in: folder.path)
    repository = try Repository(opening: folder.path)
  }

  private func changes() throws -> [String] {
    try repository.uncommittedChanges(in: [path("a"), path("dir")]).map { "\($0.path) \($0.kind)" }
  }

  @Test func filesOutsideOfASparseCheckoutAreNotDeleted() throws {
    try GitProgram.run(["sparse-checkout", "set", "--no-cone", "/*", "!/dir/"], in: folder.path)
    #expect(folder.read("dir/b") == nil)
    #expect(try changes().isEmpty)
    #expect(
      try repository.filesNotCheckedOut(in: [path("a"), path("dir/b")]).keys.map(\.text) == [
        "dir/b"
      ]
    )
    // One that is there all the same is looked at.
    try folder.write("2\n", to: "dir/b")
    #expect(try changes() == ["dir/b modified"])
    #expect(try repository.filesNotCheckedOut(in: [path("dir")]).keys.map(\.text) == ["dir/c"])
  }

  @Test(arguments: ["--skip-worktree", "--assume-unchanged"])
  func hiddenEditsAreSeen(_ flag: String) throws {
    try GitProgram.run(["update-index", flag, "a"], in: folder.path)
    #expect(try changes().isEmpty)
    try folder.write("2\n", to: "a")
    #expect(try GitProgram.run(["status", "--porcelain"], in: folder.path).text.isEmpty)
    #expect(try changes() == ["a modified"])
  }

  @Test func stagedChangesOfFilesNotCheckedOutAreSeen() throws {
    try GitProgram.run(["sparse-checkout", "set", "--no-cone", "/*", "!/dir/"], in: folder.path)
    try GitProgram.run(["rm", "-q", "--sparse", "--cached", "dir/b"], in: folder.path)
    #expect(try changes() == ["dir/b deleted"])
  }

  @Test func sparseIndexIsSaidToBeUnsupported() throws {
    try GitProgram.run(
      ["sparse-checkout", "set", "--cone", "--sparse-index", "x"], in: folder.path)
    let fresh = try Repository(opening: folder.path)
    let error = try gitError { try fresh.uncommittedChanges(in: [path("a")]) }
    #expect(error.kind == .unsupported)
  }
}
