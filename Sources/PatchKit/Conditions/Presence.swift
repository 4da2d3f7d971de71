public import GitKit

/// `file-exists`.
public struct FileExists: Condition {
  private static let path = ManifestKey.path("file-exists", "The file.")

  /// The name, keys and reference.
  public static let definition = KindDefinition(
    "file-exists", summary: "A file is there.", fields: [path.field],
    example: "- {file-exists: jibri/Dockerfile}")

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  public init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// What is said, for people.
  public var statement: String { "\(path) exists" }

  /// The file.
  public var file: TreePath? { path }

  /// Whether it is true of a release.
  public func holds(in upstream: FileTree) -> Bool { upstream[path] != nil }
}

/// `file-missing`.
public struct FileMissing: Condition {
  private static let path = ManifestKey.path("file-missing", "The file.")

  /// The name, keys and reference.
  public static let definition = KindDefinition(
    "file-missing", summary: "A file is not there.", fields: [path.field],
    example: "- {file-missing: jibri/rootfs/usr/bin/finalize-s3.sh}")

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  public init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// What is said, for people.
  public var statement: String { "\(path) does not exist" }

  /// The file.
  public var file: TreePath? { path }

  /// Whether it is true of a release.
  public func holds(in upstream: FileTree) -> Bool { upstream[path] == nil }
}

/// `folder-exists`.
public struct FolderExists: Condition {
  private static let path = ManifestKey.path("folder-exists", "The folder.")

  /// The name, keys and reference.
  public static let definition = KindDefinition(
    "folder-exists", summary: "A folder is there, with files in it.", fields: [path.field],
    example: "- {folder-exists: jibri/rootfs/etc/s6-overlay/s6-rc.d}")

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  public init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// What is said, for people.
  public var statement: String { "the folder \(path) exists" }

  /// No file.
  public var file: TreePath? { nil }

  /// The folder.
  public var subject: TreePath? { path }

  /// Whether it is true of a release.
  public func holds(in upstream: FileTree) -> Bool { upstream.hasFolder(path.text) }
}
