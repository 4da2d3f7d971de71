public import Findings

/// What is wrong with manifests: everything that was found, not only the first.
public struct ManifestError: Error, Sendable, Hashable {
  /// The findings, by file and place; never empty.
  public let findings: [Finding]

  /// Makes an error of findings.
  public init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// Makes an error of one value that has the right form and cannot be used all the same (`P109`).
  public init(
    invalid headline: String, at place: ManifestPlace, evidence: [String] = [],
    advice: [String] = []
  ) {
    findings = [
      Finding(
        .invalidManifestValue, headline, places: [place.place], evidence: evidence, advice: advice)
    ]
  }
}
