/// Upstream's releases, seen from the one that a deployment was generated from.
package struct ReleaseListing: Sendable, Hashable, Codable {
  /// A release.
  package struct Entry: Sendable, Hashable, Codable {
    /// The tag.
    package var name: String
    /// The commit it leads to: 40 hexadecimal digits.
    package var commit: String
    /// The tag object of an annotated tag.
    package var tagObject: String?
    /// The day of the commit, in UTC, as `2026-08-31`.
    package var date: String
    /// Whether it is the locked one.
    package var isLocked: Bool
    /// Whether it is the newest of all.
    package var isNewest: Bool
    /// How many releases it is newer than the locked one, below 0 when it is older; `nil` without a lock.
    package var distance: Int?

    /// Makes an entry.
    package init(
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
  package private(set) var format = 1
  /// The tag that the lock names; `nil` without a lock.
  package var locked: String?
  /// The releases, oldest first.
  package var releases: [Entry]

  /// Makes a listing.
  package init(locked: String? = nil, releases: [Entry]) {
    self.locked = locked
    self.releases = releases
  }
}
