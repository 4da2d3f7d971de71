import Foundation
import GitKit
import TestSupport
import Testing

@Suite struct OpeningTests {
  @Test func bareRepositoryAndWorkTreeAreOpened() throws {
    let folder = try TemporaryFolder()
    _ = try Repository.create(bareAt: folder("bare.git"))
    _ = try Repository.create(at: folder("work"))
    #expect(try Repository(opening: folder("bare.git")).workFolder == nil)
    #expect(try Repository(opening: folder("work")).workFolder == folder("work/"))
    #expect(try Repository(opening: folder("work/.git")).gitFolder == folder("work/.git/"))
  }

  @Test func missingFolderAndPlainFolderAreToldApart() throws {
    let folder = try TemporaryFolder()
    #expect(try gitError { try Repository(opening: folder("none")) }.kind == .notFound)
    let error = try gitError { try Repository(opening: folder.path) }
    #expect(error.kind == .notARepository)
    #expect(error.description.contains(folder.path))
  }

  @Test func fileIsNoRepository() throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "file")
    #expect(try gitError { try Repository(opening: folder("file")) }.kind == .notARepository)
  }

  @Test func creatingTwiceIsAnError() throws {
    let folder = try TemporaryFolder()
    _ = try Repository.create(bareAt: folder("r.git"))
    #expect(try gitError { try Repository.create(bareAt: folder("r.git")) }.kind == .alreadyExists)
  }

  @Test(arguments: [
    ("work", ""), ("work/deployment", "deployment"),
    ("work/deployment/new/deep", "deployment/new/deep"),
    ("work/none/../deployment", "deployment"),
  ])
  func workTreeAboveIsDiscovered(_ start: String, _ prefix: String) throws {
    let folder = try TemporaryFolder()
    _ = try Repository.create(at: folder("work"))
    try folder.write("x", to: "work/deployment/file")
    try folder.write("x", to: "work/none/file")
    let found = try #require(try Repository.discover(from: folder(start)))
    #expect(found.repository.workFolder == folder("work/"))
    #expect(found.prefix == prefix)
  }

  @Test func linkToAFolderInAWorkTreeIsFollowed() throws {
    let folder = try TemporaryFolder()
    _ = try Repository.create(at: folder("work"))
    try folder.write("x", to: "work/deployment/file")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: folder("work/deployment"))
    #expect(try Repository.discover(from: folder("link"))?.prefix == "deployment")
  }

  @Test func nothingIsDiscoveredOutsideOfAWorkTree() throws {
    let folder = try TemporaryFolder()
    _ = try Repository.create(bareAt: folder("bare.git"))
    #expect(try Repository.discover(from: folder.path) == nil)
    #expect(try Repository.discover(from: folder("bare.git")) == nil)
    _ = try Repository.create(at: folder("work"))
    #expect(try Repository.discover(from: folder("work/.git")) == nil)
  }

  @Test(
    .enabled(if: GitProgram.isInstalled, "git is not installed"),
    arguments: [
      ("extensions.worktreeConfig", "true"), ("extensions.partialClone", "origin"),
    ])
  func extensionsThatChangeNothingHereAreAccepted(_ name: String, _ value: String) throws {
    let folder = try TemporaryFolder()
    try GitProgram.run(["init", "-q"], in: folder.path)
    try GitProgram.run(["config", "core.repositoryFormatVersion", "1"], in: folder.path)
    try GitProgram.run(["config", name, value], in: folder.path)
    #expect(try Repository.discover(from: folder.path)?.prefix == "")
  }

  /// It must not pass for a folder without a repository, in which nothing is looked after.
  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed"), arguments: [true, false])
  func repositoryOfUnknownFormatIsSaidToBeOne(_ isBare: Bool) throws {
    let folder = try TemporaryFolder()
    try GitProgram.run(
      ["init", "-q", "--object-format=sha256"] + (isBare ? ["--bare"] : []), in: folder.path)
    var errors = [try gitError { try Repository(opening: folder.path) }]
    if !isBare { errors.append(try gitError { try Repository.discover(from: folder.path) }) }
    for error in errors {
      #expect(error.kind == .unsupported)
      #expect(error.message.contains("SHA-256"))
    }
  }

  /// Reading runs nothing that is in a repository; a commit would leave files there that are not its owner's.
  @Test(.enabled(if: getuid() == 0, "needs root"))
  func anotherUsersWorkTreeIsReadAndNotWrittenInto() throws {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("work"), isBare: false)
    let commit = try fixture.commit(["a": "a"])
    try Repository(opening: folder("work")).checkOwner()
    // Only root can give a folder away.
    for name in ["work", "work/.git"] { #expect(chown(folder(name), 65_534, 65_534) == 0) }
    let found = try #require(try Repository.discover(from: folder("work/new")))
    #expect(found.prefix == "new")
    #expect(try found.repository.tree(commit).count == 1)
    for repository in [found.repository, try Repository(opening: folder("work"))] {
      let error = try gitError { try repository.checkOwner() }
      #expect(error.kind == .ownedByAnother)
      #expect(error.message.contains("65534"))
      #expect(
        error.message.hasSuffix("git config --global --add safe.directory '\(folder("work"))'"))
    }
  }
}
