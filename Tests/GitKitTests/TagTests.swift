import Foundation
import GitKit
import TestSupport
import Testing

@Suite struct TagTests {
  @Test func tagsArePeeledToCommits() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let commit = try fixture.commit(["a": "1"])
    try fixture.tag("light", at: commit)
    let object = try fixture.tag("annotated", at: commit, message: "first")
    let nested = try fixture.repository.tag(
      "nested", at: object, annotation: (fixture.nextSignature(), "a tag of a tag"))
    #expect(
      try fixture.repository.tags() == [
        TagReference(name: "annotated", commit: commit, tagObject: object),
        TagReference(name: "light", commit: commit),
        TagReference(name: "nested", commit: commit, tagObject: nested),
      ])
    #expect(try fixture.repository.tag(named: "nested")?.commit == commit)
    #expect(try fixture.repository.tag(named: "nested")?.target == nested)
  }

  @Test func tagOfAFileIsNoRelease() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    try repository.tag("blob", at: repository.write(blob: bytes("x")))
    #expect(try repository.tags().isEmpty)
    #expect(try repository.tagList().others.map(\.error.kind) == [.invalid])
    #expect(try gitError { try repository.tag(named: "blob") }.kind == .invalid)
  }

  @Test func tagOfAMissingCommitIsDamage() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    try folder.write("\(ObjectID.ofBlob([1]))\n", to: "r.git/refs/tags/broken")
    #expect(try repository.tagList().others.map(\.name) == ["broken"])
    #expect(try repository.tagList().others.map(\.error.kind) == [.corrupt])
    try folder.write("no id\n", to: "r.git/refs/tags/broken")
    #expect(try gitError { try repository.tag(named: "broken") }.kind == .corrupt)
    #expect(try repository.tagList().others.map(\.error.kind) == [.corrupt])
  }

  @Test(arguments: ["none", "", "a..b", "with space", "-", "x/../../HEAD"])
  func unknownTagIsNil(_ name: String) throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    #expect(try repository.tag(named: name) == nil)
  }

  @Test func tagIsMovedOnlyWhenAsked() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let first = try fixture.commit(["a": "1"])
    let second = try fixture.commit(["a": "2"])
    try fixture.tag("t", at: first)
    #expect(try gitError { try fixture.repository.tag("t", at: second) }.kind == .alreadyExists)
    try fixture.tag("t", at: second, replacing: true)
    #expect(try fixture.repository.tag(named: "t")?.commit == second)
    try fixture.repository.deleteTag("t")
    #expect(try fixture.repository.tag(named: "t") == nil)
  }
}
