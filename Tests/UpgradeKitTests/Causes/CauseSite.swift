import Findings
import GitKit
import Reports
import Testing

/// A site whose upstream goes on after the demo's last release, commit by commit.
final class CauseSite {
  let site: Site
  private let repository: Repository
  private(set) var tip: ObjectID
  private var clock: Int64 = 1_790_000_000

  /// Makes a site with a deployment at the demo's last release.
  init(deployment: Bool = true) throws {
    site = try Site()
    repository = try Repository(opening: site.upstream)
    tip = try #require(try repository.tag(named: "stable-11146-2")?.commit)
    if deployment { try site.upgrade("stable-11146-2") }
  }

  /// Commits changed files on top of a commit, the newest one unless told otherwise.
  @discardableResult
  func commit(
    _ subject: String, on parents: [ObjectID] = [],
    changing change: (inout FileTree) throws -> Void = { _ in }
  ) throws -> ObjectID {
    let parents = parents.isEmpty ? [tip] : parents
    var files = try repository.fileTree(parents[0])
    try change(&files)
    clock += 86_400
    tip = try repository.commit(
      tree: try repository.write(files), parents: parents,
      author: Signature(name: "Ada Fixture", email: "ada@example.org", seconds: clock),
      message: subject + "\n")
    return tip
  }

  /// Releases the newest commit, with the version set in files as upstream does it.
  func release(_ name: String, changing change: (inout FileTree) throws -> Void = { _ in }) throws {
    try commit("release: \(name)", changing: change)
    try repository.tag(name, at: tip)
  }

  /// The files of a commit.
  func files(of commit: ObjectID) throws -> FileTree { try repository.fileTree(commit) }

  /// What was found of some codes, in an upgrade that writes nothing.
  func findings(_ codes: String..., release: String = "stable-12000") throws -> [Finding] {
    let report = try site.upgrade(release, dryRun: true)
    return report.findings.map(\.finding).filter { codes.contains($0.code.rawValue) }
  }
}

extension Finding {
  /// The ids of the commits behind it.
  var commits: [String] { causes.map(\.commit) }
}
