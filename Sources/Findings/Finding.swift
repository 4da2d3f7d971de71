/// A diagnostic. Severity is not part of it; see ``SeverityPolicy``.
package struct Finding: Sendable, Hashable, Codable {
  /// The stable code, documented by `explain`.
  package var code: FindingCode
  /// One sentence: what was found, most specific words first.
  package var headline: String
  /// Where: in the patch set, upstream, in the deployment.
  package var places: [Place]
  /// The evidence, a line each, for example `expected: once`.
  package var evidence: [String]
  /// What a person can do next, a sentence each.
  package var advice: [String]
  /// The upstream commits that caused it.
  package var causes: [Cause]
  /// The change it is about, as a unified diff.
  package var diff: String?
  /// The id of the conflict that it is about: the same in every report, in the pending upgrade, and in the name of the
  /// resolution's file.
  package var conflict: String?
  /// The variables that it is about; for whoever works on with it, and no part of its JSON.
  package private(set) var variables: [String] = []
  /// The services that lack them, or that do what is said with them.
  package private(set) var services: [String] = []

  /// Makes a finding.
  package init(
    _ code: FindingCode, _ headline: String, places: [Place] = [], evidence: [String] = [],
    advice: [String] = [], causes: [Cause] = [], diff: String? = nil,
    conflict: String? = nil
  ) {
    self.code = code
    self.headline = headline
    self.places = places
    self.evidence = evidence
    self.advice = advice
    self.causes = causes
    self.diff = diff
    self.conflict = conflict
  }

  /// The same finding, with the variables that it is about.
  package func about(_ variables: [String], of services: [String] = []) -> Finding {
    var finding = self
    (finding.variables, finding.services) = (variables, services)
    return finding
  }

  private enum CodingKeys: String, CodingKey {
    case code, headline, places, evidence, advice, causes, diff, conflict
  }
}
