/// A tag and the commit that it leads to.
package struct TagReference: Sendable, Hashable {
  /// The name without `refs/tags/`.
  package let name: String
  /// The commit, through any number of tag objects.
  package let commit: ObjectID
  /// The tag object of an annotated tag; `nil` for a lightweight one.
  package let tagObject: ObjectID?

  /// Makes a reference.
  package init(name: String, commit: ObjectID, tagObject: ObjectID? = nil) {
    self.name = name
    self.commit = commit
    self.tagObject = tagObject
  }

  /// What the reference itself names: the tag object, or the commit.
  package var target: ObjectID { tagObject ?? commit }
}

/// A tag that leads to no commit: its object is missing or damaged, or is something else.
package struct UnusableTag: Sendable, Hashable {
  /// The name without `refs/tags/`.
  package let name: String
  /// What came of reading it.
  package let error: GitError

  /// Makes a tag.
  init(name: String, error: GitError) {
    self.name = name
    self.error = error
  }
}
