/// A state of upstream in a report: a release, or a commit that is in no release yet.
package struct ReportedRelease: Sendable, Hashable, Codable {
  /// The tag, for example `stable-9364-1`; `nil` when no release is that commit.
  package var tag: String?
  /// The commit: 40 hexadecimal digits.
  package var commit: String
  /// How far a commit without a tag is beyond a release, `stable-11146-2 and 12 commits (@e127e5d)`.
  package var unreleased: String?

  /// Makes one; it has a tag, or is unreleased.
  package init(tag: String?, commit: String, unreleased: String? = nil) {
    self.tag = tag
    self.commit = commit
    self.unreleased = unreleased
  }

  /// What people call it.
  package var name: String { tag ?? unreleased ?? reference }

  /// What names it on a command line.
  package var reference: String { tag ?? "@\(commit.prefix(7))" }
}

/// The patch set in a report.
package struct ReportedPatchSet: Sendable, Hashable, Codable {
  /// Its name.
  package var name: String
  /// Git's id of its folder's tree: 40 hexadecimal digits.
  package var tree: String

  /// Makes a patch set.
  package init(name: String, tree: String) {
    self.name = name
    self.tree = tree
  }
}

/// A place in one of people's own files where the release's name was replaced.
package struct ReportedMarker: Sendable, Hashable, Codable {
  /// The file, in the deployment.
  package var file: String
  /// The line, counted from 1.
  package var line: Int?
  /// The release named before.
  package var from: String
  /// The release named now.
  package var to: String

  /// Makes a marker.
  package init(file: String, line: Int? = nil, from: String, to: String) {
    self.file = file
    self.line = line
    self.from = from
    self.to = to
  }
}
