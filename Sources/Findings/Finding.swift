/// One thing to tell a person. How grave it is, is a matter of policy and not part of it.
public struct Finding: Sendable, Hashable, Codable {
  /// The stable code, documented by `explain`.
  public var code: FindingCode
  /// One sentence: the rule that is not met, most specific words first.
  public var headline: String
  /// Where: in the patch set, upstream, in the deployment.
  public var places: [Place]
  /// The evidence, a line each, for example `expected: once`.
  public var evidence: [String]
  /// What a person can do next, a sentence each.
  public var advice: [String]
  /// The upstream commits that brought it about.
  public var causes: [Cause]
  /// The change that it speaks of, as a unified diff.
  public var diff: String?

  /// Makes a finding.
  public init(
    _ code: FindingCode, _ headline: String, places: [Place] = [], evidence: [String] = [],
    advice: [String] = [], causes: [Cause] = [], diff: String? = nil
  ) {
    self.code = code
    self.headline = headline
    self.places = places
    self.evidence = evidence
    self.advice = advice
    self.causes = causes
    self.diff = diff
  }
}

/// A place in a file that a finding speaks of.
public struct Place: Sendable, Hashable, Codable {
  /// Which tree the file is in.
  public enum Tree: String, Sendable, Hashable, Codable, CaseIterable {
    case patchSet = "patch-set"
    case upstream
    case generated
    case deployment
  }

  /// Which tree the file is in.
  public var tree: Tree
  /// The path in that tree; in the patch set with its folder, `patches/network/patch.yaml`. The lock, which lies beside
  /// the patch set, counts as a file of it.
  public var path: String
  /// The release that an upstream file is looked at in.
  public var release: String?
  /// The line, counted from 1.
  public var line: Int?
  /// The column, counted from 1 in Unicode scalars.
  public var column: Int?
  /// The line's text.
  public var excerpt: String?

  /// Makes a place.
  public init(
    _ tree: Tree, _ path: String, release: String? = nil, line: Int? = nil, column: Int? = nil,
    excerpt: String? = nil
  ) {
    self.tree = tree
    self.path = path
    self.release = release
    self.line = line
    self.column = column
    self.excerpt = excerpt
  }
}

/// An upstream commit that brought a finding about.
public struct Cause: Sendable, Hashable, Codable {
  /// The commit's id: 40 hexadecimal digits.
  public var commit: String
  /// The first line of its message.
  public var subject: String
  /// The day it was authored, `2026-08-01`.
  public var date: String
  /// The pull request that it was merged from, as its subject has it.
  public var pullRequest: Int?
  /// The first release that has it.
  public var firstRelease: String?

  /// Makes a cause.
  public init(commit: String, subject: String, date: String, firstRelease: String? = nil) {
    self.commit = commit
    self.subject = subject
    self.date = date
    self.firstRelease = firstRelease
    pullRequest = CommitSubject(subject).pullRequest
  }
}
