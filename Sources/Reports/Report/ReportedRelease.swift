/// A release in a report.
public struct ReportedRelease: Sendable, Hashable, Codable {
  /// The tag, for example `stable-9364-1`.
  public var tag: String
  /// The commit it names: 40 hexadecimal digits.
  public var commit: String

  /// Makes a release.
  public init(tag: String, commit: String) {
    self.tag = tag
    self.commit = commit
  }
}

/// The patch set in a report.
public struct ReportedPatchSet: Sendable, Hashable, Codable {
  /// Its name.
  public var name: String
  /// Git's id of its folder's tree: 40 hexadecimal digits.
  public var tree: String

  /// Makes a patch set.
  public init(name: String, tree: String) {
    self.name = name
    self.tree = tree
  }
}

/// A place in one of people's own files where the release's name was replaced.
public struct ReportedMarker: Sendable, Hashable, Codable {
  /// The file, in the deployment.
  public var file: String
  /// The line, counted from 1.
  public var line: Int?
  /// The release named before.
  public var from: String
  /// The release named now.
  public var to: String

  /// Makes a marker.
  public init(file: String, line: Int? = nil, from: String, to: String) {
    self.file = file
    self.line = line
    self.from = from
    self.to = to
  }
}
