package import GitKit
package import PatchKit

/// A state of upstream that deployments are generated from: a release, or a commit that is in no release yet.
package struct Release: Sendable, Hashable {
  /// The tag's name, or how far the commit is beyond one.
  package let name: ReleaseName
  /// The commit, which the tag leads to.
  package let commit: ObjectID
  /// The tag object of an annotated tag; `nil` for a lightweight one, or without a tag.
  package let tagObject: ObjectID?

  /// Makes a release.
  init(name: ReleaseName, commit: ObjectID, tagObject: ObjectID? = nil) {
    self.name = name
    self.commit = commit
    self.tagObject = tagObject
  }

  /// What names it, and nothing else.
  var reference: UpstreamReference {
    name.isRelease ? .release(name) : .revision(commit.hex)
  }
}
