/// An upstream commit that brought a finding about.
package struct Cause: Sendable, Hashable, Codable {
  /// The commit's id: 40 hexadecimal digits.
  package var commit: String
  /// The first line of its message.
  package var subject: String
  /// The day it was authored, `2026-08-01`.
  package var date: String
  /// The pull request that it was merged from, as its subject has it.
  package var pullRequest: Int?
  /// The first release that has it.
  package var firstRelease: String?

  /// Makes a cause.
  package init(commit: String, subject: String, date: String, firstRelease: String? = nil) {
    self.commit = commit
    self.subject = subject
    self.date = date
    self.firstRelease = firstRelease
    pullRequest = CommitSubject(subject).pullRequest
  }
}
