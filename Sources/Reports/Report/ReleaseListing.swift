/// Upstream's releases, seen from the one that a deployment was generated from.
public struct ReleaseListing: Sendable, Hashable, Codable {
  /// A release.
  public struct Entry: Sendable, Hashable, Codable {
    /// The tag.
    public var name: String
    /// The commit it leads to: 40 hexadecimal digits.
    public var commit: String
    /// The tag object of an annotated tag.
    public var tagObject: String?
    /// The day of the commit, in UTC, as `2026-08-31`.
    public var date: String
    /// Whether it is the locked one.
    public var isLocked: Bool
    /// Whether it is the newest of all.
    public var isNewest: Bool
    /// How many releases it is newer than the locked one, below 0 when it is older; `nil` without a lock.
    public var distance: Int?

    /// Makes an entry.
    public init(
      name: String, commit: String, tagObject: String? = nil, date: String, isLocked: Bool = false,
      isNewest: Bool = false, distance: Int? = nil
    ) {
      self.name = name
      self.commit = commit
      self.tagObject = tagObject
      self.date = date
      self.isLocked = isLocked
      self.isNewest = isNewest
      self.distance = distance
    }
  }

  /// The version of the form in JSON.
  public private(set) var format = 1
  /// The tag that the lock names; `nil` without a lock.
  public var locked: String?
  /// The releases, oldest first.
  public var releases: [Entry]

  /// Makes a listing.
  public init(locked: String? = nil, releases: [Entry]) {
    self.locked = locked
    self.releases = releases
  }
}
