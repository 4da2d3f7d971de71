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

extension UpgradeFailure {
  /// There is no lock.
  ///
  /// - Parameter isOfSeveral: whether several deployments are looked at, each of which has its own.
  static func nothingLocked(_ name: String, isOfSeveral: Bool = false) -> UpgradeFailure {
    UpgradeFailure(
      .nothingLocked, "there is no lock `\(name)`", places: [Place(.patchSet, name)],
      advice: [
        isOfSeveral
          ? "it is looked for in the deployment and beside it; the first upgrade writes it, or `confomeet-upgrade adopt`"
          : "name it with `--lock`, or run where it is; the first upgrade writes it"
      ])
  }
}
