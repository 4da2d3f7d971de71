package import Findings

/// Why a command could not do its work; nothing was written.
package struct UpgradeFailure: Error, Sendable {
  /// What is in the way; never empty.
  package let findings: [Finding]

  /// Makes a failure.
  package init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// Makes a failure of one finding.
  package init(
    _ code: FindingCode, _ headline: String, places: [Place] = [], evidence: [String] = [],
    advice: [String] = []
  ) {
    findings = [
      Finding(code, headline, places: places, evidence: evidence, advice: advice)
    ]
  }
}
