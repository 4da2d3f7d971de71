/// What must be true of the result, whichever way it came about.
package protocol Guarantee: Sendable {
  /// What is guaranteed, for people: one sentence without a full stop.
  var statement: String { get }

  /// Looks whether it is true of a result.
  func check(_ result: GuaranteeSubject) -> GuaranteeCheck

  /// Whether people took out of a deployment what it is about, so that there is nothing to look at.
  func isMoot(for result: GuaranteeSubject) -> Bool
}

extension Guarantee {
  /// It is about the whole.
  package func isMoot(for result: GuaranteeSubject) -> Bool { false }
}

/// What became of a guarantee.
package struct GuaranteeCheck: Sendable, Hashable {
  /// What speaks against it, a line each; none when it is held.
  package let violations: [String]
  /// What was seen, a line each.
  package let evidence: [String]

  /// Whether the guarantee is held.
  package var isHeld: Bool { violations.isEmpty }

  /// Makes a check.
  package init(violations: [String] = [], evidence: [String] = []) {
    self.violations = violations
    self.evidence = evidence
  }
}
