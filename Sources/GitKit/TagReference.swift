/// A tag and the commit that it leads to.
public struct TagReference: Sendable, Hashable {
  /// The name without `refs/tags/`.
  public let name: String
  /// The commit, through any number of tag objects.
  public let commit: ObjectID
  /// The tag object of an annotated tag; `nil` for a lightweight one.
  public let tagObject: ObjectID?

  /// Makes a reference.
  public init(name: String, commit: ObjectID, tagObject: ObjectID? = nil) {
    self.name = name
    self.commit = commit
    self.tagObject = tagObject
  }

  /// What the reference itself names: the tag object, or the commit.
  public var target: ObjectID { tagObject ?? commit }
}

/// A tag that leads to no commit: its object is missing or damaged, or is something else.
public struct UnusableTag: Sendable, Hashable {
  /// The name without `refs/tags/`.
  public let name: String
  /// What came of reading it.
  public let error: GitError

  /// Makes a tag.
  public init(name: String, error: GitError) {
    self.name = name
    self.error = error
  }
}
