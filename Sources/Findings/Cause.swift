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
