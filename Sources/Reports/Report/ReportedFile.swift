/// What became of one generated file.
package struct ReportedFile: Sendable, Hashable, Codable {
  /// What was, or in a dry run would be, done with a file.
  package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is as it was.
    case unchanged
    /// It has new content or a new mode.
    case updated
    /// It was edited by hand, and upstream's changes came in beside the edits.
    case merged
    /// It is new.
    case added
    /// It is gone.
    case removed
    /// A person edited or deleted it, and it was left so.
    case kept
    /// A person has to decide.
    case conflict
  }

  /// The path in the deployment.
  package var path: String
  /// What was done.
  package var verdict: Verdict
  /// The mode before, `100644`; `nil` when there was no file.
  package var oldMode: String?
  /// The mode after; `nil` when there is no file.
  package var newMode: String?
  /// The change as a unified diff, when it is wanted and the file is text.
  package var diff: String?

  /// Whether it is not there, and stays so.
  package var isMissing: Bool { verdict == .kept && newMode == nil }

  /// Makes a file.
  package init(
    path: String, verdict: Verdict, oldMode: String? = nil, newMode: String? = nil,
    diff: String? = nil
  ) {
    self.path = path
    self.verdict = verdict
    self.oldMode = oldMode
    self.newMode = newMode
    self.diff = diff
  }
}
