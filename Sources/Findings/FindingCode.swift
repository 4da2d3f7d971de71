/// The stable name of a kind of finding, for example `U203`.
///
/// Families: `P1xx` patch set and manifests, `U2xx` operations, assumptions, guarantees and merging, `D3xx` drift,
/// `E4xx` environment variables, `G5xx` git and files.
public struct FindingCode: RawRepresentable, Sendable, Hashable, Comparable, Codable {
  /// The code as printed.
  public let rawValue: String

  /// Makes a code of its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The order in lists.
  public static func < (left: FindingCode, right: FindingCode) -> Bool {
    left.rawValue < right.rawValue
  }
}
