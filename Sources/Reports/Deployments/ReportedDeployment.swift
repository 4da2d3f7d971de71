/// One of several deployments: what its row says, and its report.
package struct ReportedDeployment: Sendable, Hashable, Codable {
  /// What it is called: its path as given, or as much of an absolute one as sets it apart from the others.
  package var name: String
  /// How many releases are newer than the locked one; `nil` when that is not known.
  package var behind: Int?
  /// How many findings are out of step and count; `nil` for a command that doesn't look for drift.
  package var outOfStep: Int?
  /// How many conflicts an upgrade stops with; `nil` when that was not worked out.
  package var conflicts: Int?
  /// How many guarantees hold; `nil` when that was not worked out.
  package var guarantees: GuaranteeCount?
  /// The report, as of a run on it alone.
  package var report: Report

  /// Makes a row.
  package init(
    name: String, behind: Int? = nil, outOfStep: Int? = nil, conflicts: Int? = nil,
    guarantees: GuaranteeCount? = nil, report: Report
  ) {
    self.name = name
    self.behind = behind
    self.outOfStep = outOfStep
    self.conflicts = conflicts
    self.guarantees = guarantees
    self.report = report
  }
}
