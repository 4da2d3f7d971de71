package import GitKit
package import PatchKit

/// An upstream release: its name, and what the tag names.
package struct Release: Sendable, Hashable {
  /// The tag's name.
  package let name: ReleaseName
  /// The commit the tag leads to.
  package let commit: ObjectID
  /// The tag object of an annotated tag; `nil` for a lightweight one.
  package let tagObject: ObjectID?

  /// Makes a release.
  init(name: ReleaseName, commit: ObjectID, tagObject: ObjectID?) {
    self.name = name
    self.commit = commit
    self.tagObject = tagObject
  }
}
