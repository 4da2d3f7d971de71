public import Findings

/// Why a patch uses another variant than the one that the deployment was generated with.
public struct ReportedVariantChange: Sendable, Hashable, Codable {
  /// A condition that decided it.
  public struct Decision: Sendable, Hashable, Codable {
    /// The condition, as the manifest has it.
    public var condition: String
    /// Whether it holds now, and did not before; otherwise it held before.
    public var holds: Bool
    /// The upstream commits that changed it, the newest first.
    public var causes: [Cause]

    /// Makes a decision.
    public init(condition: String, holds: Bool, causes: [Cause]) {
      self.condition = condition
      self.holds = holds
      self.causes = causes
    }
  }

  /// The variant that the lock has.
  public var from: String
  /// The variant now.
  public var to: String
  /// The first release, of those up to now without a break, for which the variant is used; `nil` when that is older
  /// than the lock's.
  public var since: String?
  /// The images that the deployment built for the patch and does not build any more.
  public var retiredImages: [String]
  /// The conditions that decided it.
  public var decisions: [Decision]

  /// Makes a change.
  public init(
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
public struct ReportedRetirement: Sendable, Hashable, Codable {
  /// The first release, of those up to now without a break, that has it all; `nil` when it is not known.
  public var since: String?

  /// Makes a retirement.
  public init(since: String?) {
    self.since = since
  }
}
