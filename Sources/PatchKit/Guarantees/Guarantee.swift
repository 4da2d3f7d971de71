public import GitKit

/// What must be true of the result, whichever way it came about.
public protocol Guarantee: ManifestKind {
  /// What is guaranteed, for people: one sentence without a full stop.
  var statement: String { get }

  /// Looks whether it is true of a result.
  func check(_ result: GuaranteeSubject) -> GuaranteeCheck
}

/// What guarantees are checked against.
public struct GuaranteeSubject: Sendable {
  /// The release.
  public let release: ReleaseName
  /// The release's files as upstream tagged them.
  public let upstream: FileTree
  /// The generated files: only what the deployment gets.
  public let generated: FileTree

  /// Makes a subject.
  public init(release: ReleaseName, upstream: FileTree, generated: FileTree) {
    self.release = release
    self.upstream = upstream
    self.generated = generated
  }
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
