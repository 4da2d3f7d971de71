package import Findings

/// Why a patch uses another variant than the one that the deployment was generated with.
package struct ReportedVariantChange: Sendable, Hashable, Codable {
  /// A condition that decided it.
  package struct Decision: Sendable, Hashable, Codable {
    /// The condition, as the manifest has it.
    package var condition: String
    /// Whether it holds now, and did not before; otherwise it held before.
    package var holds: Bool
    /// The upstream commits that changed it, the newest first.
    package var causes: [Cause]

    /// Makes a decision.
    package init(condition: String, holds: Bool, causes: [Cause]) {
      self.condition = condition
      self.holds = holds
      self.causes = causes
    }
  }

  /// The variant that the lock has.
  package var from: String
  /// The variant now.
  package var to: String
  /// The first release, of those up to now without a break, for which the variant is used; `nil` when that is older
  /// than the lock's.
  package var since: String?
  /// The images that the deployment built for the patch and does not build any more.
  package var retiredImages: [String]
  /// The conditions that decided it.
  package var decisions: [Decision]

  /// Makes a change.
  package init(
    from: String, to: String, since: String? = nil, retiredImages: [String] = [],
    decisions: [Decision] = []
  ) {
    self.from = from
    self.to = to
    self.since = since
    self.retiredImages = retiredImages
    self.decisions = decisions
  }
}

/// That upstream has all that a patch does.
package struct ReportedRetirement: Sendable, Hashable, Codable {
  /// The first release, of those up to now without a break, that has it all; `nil` when it is not known.
  package var since: String?

  /// Makes a retirement.
  package init(since: String?) {
    self.since = since
  }
}
