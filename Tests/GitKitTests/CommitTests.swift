import GitKit
import TestSupport
import Testing

@Suite struct CommitTests {
  @Test func commitSaysWhatWasWritten() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let tree = try repository.write(FileTree())
    let author = Signature(
      name: "Zoë", email: "z@example.org", seconds: 1_704_067_199, offset: 180)
    let first = try repository.commit(tree: tree, parents: [], author: author, message: "one")
    let id = try repository.commit(
      tree: tree, parents: [first], author: author, committer: ada,
      message: "feat: subject\nin two lines\n\nBody.\n")
    let commit = try repository.commit(id)
    #expect(commit.author == author)
    #expect(commit.authorDay == "2023-12-31")
    #expect(commit.subject == "feat: subject in two lines")
    #expect(commit.message == "feat: subject\nin two lines\n\nBody.\n")
    #expect(commit.parents == [first])
    #expect(commit.tree == tree)
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_399, "2000-02-28"),
      (951_782_400, "2000-02-29"),
      (951_868_800, "2000-03-01"), (1_709_164_800, "2024-02-29"), (4_107_542_400, "2100-03-01"),
      (-62_135_596_800, "0001-01-01"),
    ] as [(Int64, String)])
  func daysAreThoseOfTheCalendar(_ seconds: Int64, _ day: String) {
    #expect(Signature(name: "a", email: "b", seconds: seconds).day == day)
  }

  @Test func anyTimeHasADay() {
    func day(_ seconds: Int64) -> String { Signature(name: "a", email: "b", seconds: seconds).day }
    #expect(day(.min) == "-292277022657-01-27")
    #expect(day(.max) == "292277026596-12-04")
  }

  @Test func damagedCommitIsAnErrorAndNoCrash() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    for text in ["", "tree x\n", "\0\0", "tree \(ObjectID.ofBlob([]))\n\nno author\n"] {
      let id = try repository.write(.commit, bytes(text))
      let error = try gitError { try repository.commit(id) }
      #expect(error.kind == .corrupt, "\(text.debugDescription): \(error)")
    }
    let blob = try repository.write(blob: bytes("x"))
    #expect(throws: GitError.self) { try repository.commit(blob) }
    #expect(try gitError { try repository.commit(ObjectID.ofBlob([1])) }.kind == .notFound)
  }

  @Test func nameThatGitCannotKeepIsAnError() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let tree = try repository.write(FileTree())
    #expect(throws: GitError.self) {
      try repository.commit(
        tree: tree, parents: [], author: Signature(name: "", email: "", seconds: 0), message: "m")
    }
  }
}
