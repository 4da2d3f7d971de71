import Findings
import GitKit
import PatchKit

/// Upstream's commits between two releases, asked which of them brought something about.
///
/// It belongs to one thread, like the repository that it reads.
final class UpstreamRange {
  /// More commits than this behind one finding tell a person nothing.
  private static let limit = 5

  /// The release that the deployment was generated from.
  let base: Release
  /// The release asked for.
  let target: Release
  /// Whether the release asked for is the older one, so that commits are taken back.
  let isReversed: Bool
  let upstream: Upstream
  let commits: CommitRange
  private let cache: ObjectCache
  /// The first release that has a commit: an index of ``releases``.
  private var firstReleases: [ObjectID: Int]?
  /// The releases in between, the newer one of the two included, oldest first.
  let releases: [Release]
  /// Where lines of the newer release come from.
  private let lines: LineHistory
  /// Files of upstream that were read for other questions.
  private let readings: FileReadings
  /// The variables of the releases, once they were asked for.
  private var variableHistory: VariableHistory?

  /// Reads the commits.
  init(
    _ upstream: Upstream, base: Release, target: Release, readings: FileReadings = FileReadings()
  ) throws(GitError) {
    (self.upstream, self.base, self.target, self.readings) = (upstream, base, target, readings)
    isReversed = target.name < base.name
    let (old, new) = isReversed ? (target, base) : (base, target)
    commits = try CommitRange(of: upstream.repository, from: old.commit, to: new.commit)
    releases = upstream.catalogue.releases.filter { old.name < $0.name && $0.name <= new.name }
    cache = ObjectCache(of: upstream.repository)
    lines = LineHistory(in: commits, cache: cache) { parent, commit throws(GitError) in
      try upstream.renames(from: parent, to: commit)
    }
  }

  /// The first release, of those in between, that has a commit.
  func firstRelease(with commit: ObjectID) throws(GitError) -> Release? {
    if firstReleases == nil { firstReleases = try commits.firstContaining(releases.map(\.commit)) }
    return firstReleases?[commit].map { releases[$0] }
  }

  /// The variables of the releases of the range, from its base to its target.
  var variables: VariableHistory {
    get throws(GitError) {
      if let variableHistory { return variableHistory }
      let between =
        isReversed ? Array(releases.reversed().dropFirst()) : Array(releases.dropLast())
      let environment = EnvironmentReadings(readings)
      var history = VariableHistory()
      for release in [base] + between + [target] {
        let files = try upstream.tree(at: release.commit)
        history.add(
          VariableMap(of: files, upstream: files, release: release.name, readings: environment))
      }
      variableHistory = history
      return history
    }
  }

  /// A commit as a report has it.
  func cause(_ id: ObjectID) throws(GitError) -> Cause {
    Cause(
      try upstream.repository.commit(id), firstRelease: try firstRelease(with: id)?.name.description
    )
  }

  /// Causes by their commits, the newest first, and no more of them than tell a person something.
  func inOrder(_ causes: [Cause]) -> [Cause] {
    let known = Dictionary(uniqueKeysWithValues: causes.map { ($0.commit, $0) })
    return Array(commits.commits.lazy.compactMap { known[$0.hex] }.prefix(Self.limit))
  }

  /// The commits that changed something that can be told of a file or folder; none when it is the same for both
  /// releases. One that only sets a release's version is among them when there is no other.
  ///
  /// - Parameter value: tells it of the file; of nothing when it is not there.
  func causes<Value: Equatable>(
    at path: TreePath, of value: (PathContent) throws(GitError) -> Value
  ) throws(GitError) -> [Cause] {
    let found = try commits.versions(of: path).changes { object throws(GitError) in
      try value(try content(of: object))
    }
    return Array(
      Self.telling(try found.map { id throws(GitError) in try cause(id) }).prefix(Self.limit))
  }

  /// The commits that brought a line of a file into the newer release, followed back through the file's moves.
  func causes(ofLine line: Int, at path: TreePath) throws(GitError) -> [Cause] {
    try lines.commits(changing: line...line, of: path).map { id throws(GitError) in try cause(id) }
  }

  /// A commit that something came with which is so for all of a commit's files; `nil` when the range has none.
  ///
  /// - Parameter fails: whether it is as it is for the release asked for, and not for the other.
  func cause(where fails: (ObjectID) throws(GitError) -> Bool) throws(GitError) -> Cause? {
    let isReversed = isReversed
    let found = try commits.firstCommit { commit throws(GitError) in
      try fails(commit) == isReversed
    }
    return try found.map { id throws(GitError) in try cause(id) }
  }

  /// What stands at a path in a commit.
  func content(at path: TreePath, in commit: ObjectID) throws(GitError) -> PathContent {
    try content(of: try upstream.repository.versionedObject(at: path, in: commit))
  }

  private func content(of object: FileVersions.Object?) throws(GitError) -> PathContent {
    guard let object else { return .nothing }
    guard let mode = object.mode else { return .folder }
    let content = mode == .submodule ? Array(object.id.hex.utf8) : try cache.blob(object.id)
    return .file(object.id, FileTree.File(mode: mode, content: content))
  }
}

extension Cause {
  /// A commit as a report has it.
  init(_ commit: Commit, firstRelease: String?) {
    self.init(
      commit: commit.id.hex, subject: commit.subject, date: commit.authorDay,
      firstRelease: firstRelease)
  }
}
