package import Findings

/// What is wrong with manifests: everything that was found, not only the first.
package struct ManifestError: Error, Sendable, Hashable {
  /// The findings, by file and place; never empty.
  package let findings: [Finding]

  /// Makes an error of findings.
  package init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// Makes an error of one value that has the right form and cannot be used all the same (`P109`).
  package init(
    invalid headline: String, at place: ManifestPlace, evidence: [String] = [],
    advice: [String] = []
  ) {
    findings = [
      Finding(
        .invalidManifestValue, headline, places: [place.place], evidence: evidence, advice: advice)
    ]
  }
}
