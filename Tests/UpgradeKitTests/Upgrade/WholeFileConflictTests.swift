import Findings
import Foundation
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Conflicts of files as a whole: they have no marks, are left as they are with `--mark-conflicts`, and decided on.
struct WholeFileConflictTests {
  private let site: Site
  private let target = "stable-11146-2"
  /// Upstream removes it, and people have edited it.
  private let removed = "confomeet/jibri/rootfs/etc/fix-attrs.d/10-jibri"
  /// Both have changed it, and ours is no text.
  private let binary = "confomeet/jibri/Dockerfile"
  /// Upstream brings it, and a file of one's own is there.
  private let inTheWay = "confomeet/rtcstats.yml"
  private let expected: [String: String]

  init() throws {
    let other = try Site()
    try other.upgrade(target)
    var expected: [String: String] = [:]
    for path in [removed, binary, inTheWay] { expected[path] = other.text(path) }
    self.expected = expected

    site = try Site()
    site.request.patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: site.request.patches)
    try site.upgrade("stable-10184")
    try #require(site.text(removed) != nil && site.text(inTheWay) == nil)
    try site.sandbox.write([removed: "mine\n", inTheWay: "own: 1\n"])
    try Data([0, 1, 2, 0xFF]).write(
      to: URL(fileURLWithPath: site.sandbox.deployment + "/" + binary))
  }

  private var paths: [String] { [removed, binary, inTheWay] }

  @discardableResult
  private func mark() throws -> Report { try site.upgrade(target, marking: true) }

  private func resume() throws -> Report { try Upgrade.resume(site.request, toolVersion: "0.0.0") }

  @discardableResult
  private func resolve(
    _ files: [String] = [], take: Resolution.Outcome? = nil, release: String = ""
  ) throws -> Resolve.Result {
    try Resolve.run(
      Resolve.Options(
        files: files, take: take, release: release.isEmpty ? nil : release, reason: "a test"),
      at: site.request.places)
  }

  @Test("everything else is written, the files are left, and each finding names the commands")
  func left() throws {
    let bytes = paths.map(site.text)
    let lock = site.lock
    let report = try mark()
    #expect(report.verdict == .marked)
    #expect(paths.map(site.text) == bytes)
    #expect(site.lock == lock)
    #expect(site.text("confomeet/jibri.yml")?.contains(target) == true)
    let conflicts = report.findings(.conflict).map(\.finding)
    #expect(Set(conflicts.compactMap { $0.places.first?.path }) == Set(paths))
    for finding in conflicts {
      let path = try #require(finding.places.first?.path)
      #expect(finding.advice.count == 1)
      #expect(finding.advice[0].contains("`confomeet-upgrade resolve \(path) --take ours`"))
      #expect(finding.advice[0].contains("`confomeet-upgrade upgrade --continue`"))
    }
    let again = try resume()
    #expect(again.verdict == .conflicts)
    #expect(again.codes == ["U229", "U229", "U229"])
    #expect(site.lock == lock)
  }

  /// The names of the resolutions that there are.
  private var recorded: [String] {
    let folder = site.request.patches + "/resolutions"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test("with one that can't be recorded none is; the advice names the others")
  func undecidedOnes() throws {
    try mark()
    try site.remove(removed)
    let result = try resolve()
    #expect(result.records.isEmpty)
    #expect(result.problems.count == 2)
    #expect(recorded.isEmpty)
    let command = "`confomeet-upgrade resolve \(removed)`"
    #expect(result.problems.last?.advice.last?.hasSuffix("record the others: \(command)") == true)
    #expect(try resolve([removed]).records.count == 1)
    #expect(recorded.count == 1)
  }

  @Test("with one that can't be written none is")
  func unwritable() throws {
    try mark()
    try resolve(take: .ours)
    let names = recorded
    try #require(names.count == 3)
    let folder = site.request.patches + "/resolutions"
    try FileManager.default.removeItem(atPath: folder)
    // Folders without files are no part of a patch set, and are in the way of a file.
    let obstacle = "\(folder)/\(names[2])"
    try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
    #expect(throws: UpgradeFailure.self) { try resolve(take: .ours) }
    #expect(recorded == [names[2]])
    try FileManager.default.removeItem(atPath: obstacle)
    #expect(try resolve(take: .ours).records.count == 3)
    #expect(recorded == names)
  }

  @Test("ours stays, theirs comes, and both are remembered", arguments: [true, false])
  func taken(isOurs: Bool) throws {
    let bytes = paths.map(site.text)
    _ = try mark()
    try resolve(take: isOurs ? .ours : .theirs)
    #expect(paths.map(site.text) == bytes)
    let report = try resume()
    #expect(report.verdict == .upgraded)
    #expect(paths.map(site.text) == (isOurs ? bytes : paths.map { expected[$0] }))
    #expect(site.lock?.contains(target) == true)
    #expect(try site.upgrade(target).verdict == .upToDate)

    // Another deployment in the same state needs no person.
    let other = try Site()
    other.request.patches = site.request.patches
    try other.upgrade("stable-10184")
    try other.sandbox.write([removed: "mine\n", inTheWay: "own: 1\n"])
    try Data([0, 1, 2, 0xFF]).write(
      to: URL(fileURLWithPath: other.sandbox.deployment + "/" + binary))
    #expect(try other.upgrade(target).verdict == .upgraded)
    #expect(paths.map(other.text) == paths.map(site.text))
  }

  @Test("each file on its own, and the rest is asked for")
  func oneByOne() throws {
    _ = try mark()
    try resolve([removed], take: .theirs)
    let report = try resume()
    #expect(report.codes == ["U229", "U229"])
    #expect(report.findings.allSatisfy { $0.finding.places.first?.path != removed })
    #expect(site.text(removed) == "mine\n")
    // What is decided stays so unless it is named.
    try resolve(take: .ours)
    #expect(try resume().verdict == .upgraded)
    #expect(site.text(removed) == nil)
    #expect(site.text(inTheWay) == "own: 1\n")
    // From now on it counts as generated and edited.
    #expect(try site.upgrade(target).verdict(of: inTheWay) == .kept)
  }

  @Test("what was changed by hand is decided, and can be recorded")
  func byHand() throws {
    _ = try mark()
    try site.remove(removed)
    try site.sandbox.write([binary: "FROM own\n", inTheWay: try #require(expected[inTheWay])])
    let result = try resolve()
    #expect(result.problems.isEmpty)
    #expect(
      result.records.map(\.resolution.outcome) == [.text("FROM own\n"), .theirs, .theirs])
    #expect(try resume().verdict == .upgraded)
    #expect(site.text(removed) == nil)
    #expect(site.text(binary) == "FROM own\n")
  }

  @Test("without a mark the advice is a command that works, too")
  func before() throws {
    let report = try site.upgrade(target)
    #expect(report.verdict == .conflicts)
    for finding in report.findings(.conflict).map(\.finding) {
      let path = try #require(finding.places.first?.path)
      #expect(
        finding.advice[0].contains("`confomeet-upgrade resolve \(path) --release \(target) --take"))
      try resolve([path], take: .theirs, release: target)
    }
    #expect(try site.upgrade(target).verdict == .upgraded)
    #expect(paths.map(site.text) == paths.map { expected[$0] })
  }

  @Test(
    "a file that is to be replaced has no uncommitted change",
    .enabled(if: GitProgram.isInstalled, "git is not installed"))
  func uncommitted() throws {
    try site.commitDeployment()
    try site.sandbox.write([removed: "mine, too\n"])
    _ = try mark()
    try resolve(take: .theirs)
    let failure = #expect(throws: UpgradeFailure.self) { try resume() }
    #expect(failure?.findings.first?.code == .uncommittedChanges)
    #expect(site.text(removed) == "mine, too\n")
  }

  @Test("nothing is taken when nothing is pending, nor from a file that is marked")
  func nothing() throws {
    var failure = #expect(throws: UpgradeFailure.self) { try resolve(take: .ours) }
    #expect(failure?.findings.first?.code == .nothingToResolve)
    _ = try mark()
    failure = #expect(throws: UpgradeFailure.self) {
      try resolve(["confomeet/jibri.yml"], take: .ours)
    }
    #expect(failure?.findings.first?.code == .nothingToResolve)
  }

  @Test("a name with a blank is one word of the command")
  func blankInName() throws {
    let name = "jibri/rootfs/etc/own file"
    try site.release { files in
      files[try TreePath(name)] = FileTree.File(content: Array("theirs\n".utf8))
    }
    try site.sandbox.write(["confomeet/" + name: "ours\n"])
    let report = try site.upgrade("stable-12000")
    let conflict = report.findings.map(\.finding).first {
      $0.places.first?.path == "confomeet/" + name
    }
    #expect(
      conflict?.advice.first?.contains("resolve 'confomeet/\(name)' --release stable-12000 --take")
        == true)
  }
}
