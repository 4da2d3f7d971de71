public import Findings

/// Why a command could not do its work; nothing was written.
public struct UpgradeFailure: Error, Sendable {
  /// What is in the way; never empty.
  public let findings: [Finding]

  /// Makes a failure.
  public init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// Makes a failure of one finding.
  public init(
    _ code: FindingCode, _ headline: String, places: [Place] = [], evidence: [String] = [],
    advice: [String] = []
  ) {
    findings = [
      Finding(code, headline, places: places, evidence: evidence, advice: advice)
    ]
  }
}
