/// What one of several checks came to.
package struct ReportedCheck: Sendable, Hashable, Codable {
  /// What a check came to.
  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// All is as it should be.
    case inStep = "in-step"
    /// There is something to tell.
    case drifted
    /// It could not be made; a finding says why.
    case unchecked
  }

  /// The check's name, for example `deployment`.
  package var name: String
  /// What it came to.
  package var state: State
  /// How many findings it has.
  package var findings: Int
  /// Whether its findings count for the verdict.
  package var counts: Bool

  /// Makes a check.
  package init(name: String, state: State, findings: Int = 0, counts: Bool) {
    self.name = name
    self.state = state
    self.findings = findings
    self.counts = counts
  }
}
