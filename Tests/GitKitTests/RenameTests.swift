import GitKit
import TestSupport
import Testing

@Suite struct RenameTests {
  @Test func movedFilesAreFoundWithTheirSimilarity() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let long = (1...40).map { "line \($0) of the file\n" }.joined()
    let old = try fixture.commit(["a": long, "b": "short\n", "kept": long])
    let new = try fixture.commit(
      ["dir/a": long, "dir/b": "entirely other text\n"], removing: ["a", "b"])
    let later = try fixture.commit(["dir/c": long + "one more\n"], removing: ["dir/a"])
    #expect(
      try fixture.repository.renames(from: old, to: new) == [
        Rename(old: path("a"), new: path("dir/a"), similarity: 100)
      ])
    let changed = try #require(try fixture.repository.renames(from: old, to: later).first)
    #expect(changed.new.text == "dir/c")
    #expect((50..<100).contains(changed.similarity))
    #expect(try fixture.repository.renames(from: old, to: later, threshold: 100).isEmpty)
    #expect(try fixture.repository.renames(from: old, to: old).isEmpty)
  }

  @Test(
    .enabled(
      if: upstream != nil && GitProgram.isInstalled,
      "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"),
    arguments: [
      ("stable-11031", "stable-11146"), ("stable-7439", "stable-9364-1"),
    ])
  func agreesWithGitOnUpstream(_ old: String, _ new: String) throws {
    let repository = try Repository(opening: try #require(upstream))
    let from = try #require(try repository.tag(named: old)).commit
    let to = try #require(try repository.tag(named: new)).commit
    let git = try GitProgram.run(
      ["diff", "-M", "--name-status", "--diff-filter=R", from.hex, to.hex], in: repository.gitFolder
    )
    let renames = try repository.renames(from: from, to: to)
    let own = Set(renames.filter { $0.similarity == 100 }.map { "R100\t\($0.old)\t\($0.new)" })
    #expect(own == Set(git.lines.filter { $0.hasPrefix("R100") }))
  }
}
