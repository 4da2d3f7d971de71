import Foundation
import GitKit
import TestSupport
import Testing

/// A run that was killed while it moved a branch leaves the branch's lock.
@Suite struct BranchClaimTests {
  private let folder: TemporaryFolder
  private let fixture: FixtureRepository
  private let base: ObjectID
  private static let branch = "upgrade/stable-2"
  private static let lock = "r.git/refs/heads/\(branch).lock"

  init() throws {
    folder = try TemporaryFolder()
    fixture = try FixtureRepository(at: folder("r.git"))
    base = try fixture.commit(["a": "1"])
  }

  /// What a run leaves that is killed before or after it has the lock.
  private func kill(claiming claim: String, isLocked: Bool = true) throws {
    try folder.write(claim, to: "r.git/confomeet-upgrade")
    if isLocked { try folder.write("", to: Self.lock) }
  }

  @discardableResult
  private func commit() throws -> ObjectID {
    try fixture.repository.commit(
      tree: fixture.repository.commit(base).tree, parents: [base], author: ada, message: "m",
      branch: Self.branch)
  }

  private var isClean: Bool {
    folder.read(Self.lock) == nil && folder.read("r.git/confomeet-upgrade") == nil
  }

  @Test func theNextCommitGoesOn() throws {
    try kill(claiming: "refs/heads/\(Self.branch)")
    let id = try commit()
    #expect(try fixture.repository.branch(named: Self.branch) == id)
    #expect(isClean)
  }

  @Test func itIsRemovedWithoutACommitToo() throws {
    try kill(claiming: "refs/heads/\(Self.branch)")
    #expect(fixture.repository.lockFile(ofBranch: Self.branch) == folder(Self.lock))
    try fixture.repository.recoverBranch()
    #expect(isClean)
    #expect(fixture.repository.lockFile(ofBranch: Self.branch) == nil)
    try fixture.repository.recoverBranch()
  }

  @Test("a branch that was moved already, whose lock is another name of it") func moved() throws {
    let id = try commit()
    try kill(claiming: "refs/heads/\(Self.branch)", isLocked: false)
    try #require(link(folder("r.git/refs/heads/\(Self.branch)"), folder(Self.lock)) == 0)
    try fixture.repository.recoverBranch()
    #expect(isClean)
    #expect(try fixture.repository.branch(named: Self.branch) == id)
  }

  @Test(arguments: ["", "refs/heads/", "refs/heads/other", "refs/heads/\(branch)"])
  func aClaimAloneIsInNobodysWay(_ claim: String) throws {
    try kill(claiming: claim, isLocked: false)
    try commit()
    #expect(isClean)
  }

  @Test(arguments: ["", "refs/heads/other", "refs/heads/../heads/\(branch)", "refs/tags/\(branch)"])
  func theLockOfAnotherStays(_ claim: String) throws {
    try kill(claiming: claim)
    #expect(try gitError { try commit() }.kind == .locked)
    #expect(folder.read(Self.lock) == "")
    #expect(fixture.repository.lockFile(ofBranch: Self.branch) == folder(Self.lock))
    #expect(folder.read("r.git/confomeet-upgrade") == nil)
  }

  @Test func aCommitThatFailsLeavesNothing() throws {
    try commit()
    #expect(try gitError { try commit() }.kind == .outdated)
    #expect(isClean)
  }
}
