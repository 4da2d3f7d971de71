/// A regular expression over bytes, matched in time linear in the text.
public struct Pattern: Sendable, Hashable, CustomStringConvertible {
  /// The expression as written.
  public let text: String

  /// Makes a pattern of its text.
  ///
  /// - Throws: ``PatternError`` when it is not well formed, uses what is not supported, or is beyond the limits.
  public init(_ text: String) throws(PatternError) {
    self.text = text
  }

  /// The expression as written.
  public var description: String { text }

  /// The number of groups `(…)` that capture.
  public var groupCount: Int { 0 }

  /// The leftmost match that begins at an offset or behind it.
  public func firstMatch(in bytes: [UInt8], from offset: Int = 0) -> Match? { nil }

  /// All matches, leftmost first, not overlapping.
  public func matches(in bytes: [UInt8]) -> [Match] { [] }

  /// Where a pattern matches.
  public struct Match: Sendable, Hashable {
    /// The bytes that match.
    public let range: Range<Int>
    /// The bytes of each group, in the order of the opening brackets; `nil` for a group that took no part.
    public let groups: [Range<Int>?]
  }
}

/// Why a text is not a pattern.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rule that is not met.
  public let description: String
}
