import Findings

/// An upstream commit in the list of what happened between two releases.
package struct ReportedCommit: Sendable, Hashable, Codable {
  /// What kind of change it says it is, in the order of lists.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// It says that it breaks something.
    case breaking
    /// Something new.
    case feature
    /// Something mended.
    case fix
    /// It has no type, or one of its own.
    case other
    /// It is about building, testing or describing, or says that nothing changes.
    case upkeep
  }

  /// The commit's id: 40 hexadecimal digits.
  package var commit: String
  /// What kind of change it says it is.
  package var kind: Kind
  /// The parts concerned: `web`, `jvb`.
  package var scopes: [String]
  /// What was done: the subject without type, scopes and pull request.
  package var text: String
  /// The day it was authored, `2026-08-01`.
  package var date: String
  /// The pull request it was merged from.
  package var pullRequest: Int?

  /// Makes a commit of its message.
  ///
  /// - Parameters:
  ///   - subject: the first paragraph of the message.
  ///   - message: all of it.
  package init(commit: String, subject: String, message: String, date: String) {
    let read = CommitSubject(subject)
    self.commit = commit
    self.date = date
    let kind = Self.kind(of: read.type)
    let isBreaking = read.isBreaking || message.contains("BREAKING CHANGE")
    self.kind = isBreaking ? .breaking : kind ?? .other
    // In older subjects the part concerned stands where the type does.
    scopes = kind == nil ? read.type.map { [$0] + read.scopes } ?? [] : read.scopes
    text = read.text
    pullRequest = read.pullRequest
  }

  private static func kind(of type: String?) -> Kind? {
    switch type {
    case "feat", "feature": .feature
    case "fix", "bugfix", "hotfix": .fix
    case "perf", "revert": .other
    case "build", "chore", "ci", "doc", "docs", "refactor", "style", "test", "tests": .upkeep
    case "misc", "release": .upkeep
    default: nil
    }
  }
}

/// The commits that came with a release.
package struct ReleasedCommits: Sendable, Hashable, Codable {
  /// The release's tag.
  package var release: String
  /// The commits, by kind and scope, then the oldest first.
  package var commits: [ReportedCommit]

  /// Makes a list.
  ///
  /// - Parameter commits: the oldest first.
  package init(release: String, commits: [ReportedCommit]) {
    self.release = release
    let order = ReportedCommit.Kind.allCases
    self.commits = commits.enumerated().sorted { left, right in
      let ranks = (
        order.firstIndex(of: left.element.kind), order.firstIndex(of: right.element.kind)
      )
      if ranks.0 != ranks.1 { return (ranks.0 ?? 0) < (ranks.1 ?? 0) }
      let scopes = (left.element.scopes, right.element.scopes)
      if scopes.0 != scopes.1 { return scopes.0.lexicographicallyPrecedes(scopes.1) }
      return left.offset < right.offset
    }.map(\.element)
  }
}
