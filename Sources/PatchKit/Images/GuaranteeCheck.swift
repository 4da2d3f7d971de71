/// What speaks against a guarantee.
package struct GuaranteeViolation: Error, Sendable, Hashable {
  /// One line.
  package let text: String
  /// Where it is to be seen.
  package let place: SourcePlace?

  /// Makes a violation.
  package init(_ text: String, at place: SourcePlace? = nil) {
    self.text = text
    self.place = place
  }
}

/// What became of a guarantee.
package struct GuaranteeCheck: Sendable, Hashable {
  /// What it comes to.
  package enum Outcome: Sendable, Hashable {
    case holds
    case fails
    /// It can't be known, with the reason.
    case unknown(String)
    /// What it is about isn't deployed, with the reason.
    case moot(String)
  }

  /// What speaks against it.
  package var violations: [GuaranteeViolation]
  /// What was seen, a line each.
  package var evidence: [String]
  /// Why it can't be known whether something speaks against it.
  package var unknown: [String]
  private var mootReason: String?

  /// What it comes to.
  package var outcome: Outcome {
    if !violations.isEmpty { return .fails }
    if let reason = unknown.first { return .unknown(reason) }
    return mootReason.map { .moot($0) } ?? .holds
  }

  /// Whether it holds.
  package var isHeld: Bool { outcome == .holds }

  /// Makes a check.
  package init(
    violations: [GuaranteeViolation] = [], evidence: [String] = [], unknown: [String] = []
  ) {
    self.violations = violations
    self.evidence = evidence
    self.unknown = unknown
  }

  /// What it is about isn't deployed.
  static func moot(_ reason: String) -> GuaranteeCheck {
    var check = GuaranteeCheck()
    check.mootReason = reason
    return check
  }

  /// Whether what it is about isn't deployed.
  package var isMoot: Bool {
    if case .moot = outcome { true } else { false }
  }
}
