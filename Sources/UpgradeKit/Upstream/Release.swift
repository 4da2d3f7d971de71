public import GitKit
public import PatchKit

/// An upstream release: its name, and what the tag names.
public struct Release: Sendable, Hashable {
  /// The tag's name.
  public let name: ReleaseName
  /// The commit the tag leads to.
  public let commit: ObjectID
  /// The tag object of an annotated tag; `nil` for a lightweight one.
  public let tagObject: ObjectID?

  /// Makes a release.
  public init(name: ReleaseName, commit: ObjectID, tagObject: ObjectID?) {
    self.name = name
    self.commit = commit
    self.tagObject = tagObject
  }
}
