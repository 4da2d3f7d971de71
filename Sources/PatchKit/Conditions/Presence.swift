package import GitKit

/// `file-exists`.
package struct FileExists: Condition {
  private static let path = ManifestKey.path("file-exists", "The file.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "file-exists", summary: "A file is there.", fields: [path.field],
    example: "- {file-exists: jibri/Dockerfile}")

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// What is said, for people.
  package var statement: String { "\(path) exists" }

  /// The file.
  package var file: TreePath? { path }

  /// Whether it is true of a release.
  package func holds(in upstream: FileTree) -> Bool { upstream[path] != nil }
}

/// `file-missing`.
package struct FileMissing: Condition {
  private static let path = ManifestKey.path("file-missing", "The file.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "file-missing", summary: "A file is not there.", fields: [path.field],
    example: "- {file-missing: jibri/rootfs/usr/bin/finalize-s3.sh}")

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// What is said, for people.
  package var statement: String { "\(path) does not exist" }

  /// The file.
  package var file: TreePath? { path }

  /// Whether it is true of a release.
  package func holds(in upstream: FileTree) -> Bool { upstream[path] == nil }
}

/// `folder-exists`.
package struct FolderExists: Condition {
  private static let path = ManifestKey.path("folder-exists", "The folder.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "folder-exists", summary: "A folder is there, with files in it.", fields: [path.field],
    example: "- {folder-exists: jibri/rootfs/etc/s6-overlay/s6-rc.d}")

  private let path: TreePath

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }

  /// What is said, for people.
  package var statement: String { "the folder \(path) exists" }

  /// No file.
  package var file: TreePath? { nil }

  /// The folder.
  package var subject: TreePath? { path }

  /// Whether it is true of a release.
  package func holds(in upstream: FileTree) -> Bool { upstream.hasFolder(path.text) }
}
