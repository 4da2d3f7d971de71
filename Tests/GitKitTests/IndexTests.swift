import Foundation
import GitKit
import TestSupport
import Testing

/// What git tracks and ignores, with git itself asked.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"))
struct IndexTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("what git tracks and what it ignores is what git says")
  func tracked() throws {
    let path = folder.path
    func git(_ arguments: String...) throws -> GitProgram.Output {
      try GitProgram.run(arguments, in: path)
    }
    func write(_ name: String, _ text: String = "x") throws {
      let url = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    #expect(try git("init", "-q").status == 0)
    for name in ["a", "own/b", "own.txt", "new/c", ".env"] { try write(name) }
    try write(".gitignore", "/.env\n*.log\n")
    #expect(try git("add", "a", "own", ".gitignore").status == 0)
    let repository = try Repository(opening: path)
    let names = ["a", "own", "own/b", "ow", "own.txt", "new", ".env", "nothing"]
    let tracked = try repository.tracked(names.map { try TreePath($0) }).map(\.text).sorted()
    let expected = try names.filter { try !git("ls-files", "--", $0).lines.isEmpty }
    #expect(tracked == expected.sorted())
    #expect(tracked == ["a", "own", "own/b"])
    for name in [".env", "below/.env", "below/x.log", "a"] {
      let isIgnored = try git("check-ignore", "-q", "--no-index", name).status == 0
      #expect(try repository.isIgnored(try TreePath(name)) == isIgnored, "\(name)")
    }
  }

  @Test("the names at the top of a commit, whatever they are")
  func names() throws {
    let path = folder.path
    func git(_ arguments: String...) throws -> GitProgram.Output {
      try GitProgram.run(arguments, in: path)
    }
    #expect(try git("init", "-q").status == 0)
    for name in ["a", "b\\c", "folder"] {
      let file = path + "/" + name + (name == "folder" ? "/x" : "")
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(fileURLWithPath: file))
    }
    #expect(try git("add", "-A").status == 0)
    #expect(try git("commit", "-qm", "x").status == 0)
    let repository = try Repository(opening: path)
    let head = try #require(try repository.head())
    #expect(try repository.names(of: head) == ["a", "b\\c", "folder"])
  }
}
