/// A release in a report.
package struct ReportedRelease: Sendable, Hashable, Codable {
  /// The tag, for example `stable-9364-1`.
  package var tag: String
  /// The commit it names: 40 hexadecimal digits.
  package var commit: String

  /// Makes a release.
  package init(tag: String, commit: String) {
    self.tag = tag
    self.commit = commit
  }
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
