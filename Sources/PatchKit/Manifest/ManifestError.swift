package import Findings

/// What is wrong with manifests: everything that was found, not only the first.
package struct ManifestError: Error, Sendable, Hashable {
  /// The findings, by file and place; never empty.
  package let findings: [Finding]

  /// Makes an error of findings.
  package init(_ findings: [Finding]) {
    self.findings = findings
  }
}
