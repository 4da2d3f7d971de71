/// What must be true of the result, whichever way it came about.
public protocol Guarantee: ManifestKind {
  /// What is guaranteed, for people: one sentence without a full stop.
  var statement: String { get }

  /// Looks whether it is true of a result.
  func check(_ result: GuaranteeSubject) -> GuaranteeCheck

  /// Whether people took out of a deployment what it is about, so that there is nothing to look at.
  func isMoot(for result: GuaranteeSubject) -> Bool
}

extension Guarantee {
  /// It is about the whole.
  public func isMoot(for result: GuaranteeSubject) -> Bool { false }
}

/// What became of a guarantee.
public struct GuaranteeCheck: Sendable, Hashable {
  /// What speaks against it, a line each; none when it is held.
  public let violations: [String]
  /// What was seen, a line each.
  public let evidence: [String]

  /// Whether the guarantee is held.
  public var isHeld: Bool { violations.isEmpty }

  /// Makes a check.
  public init(violations: [String] = [], evidence: [String] = []) {
    self.violations = violations
    self.evidence = evidence
  }
}
