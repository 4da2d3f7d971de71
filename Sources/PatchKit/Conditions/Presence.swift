import GitKit

/// `file-exists`.
struct FileExists: Condition {
  static let kind = Kind<any Condition>(
    "file-exists", summary: "A file is there.",
    example: "- {file-exists: jibri/Dockerfile}",
    Key("file-exists", .path, "The file."),
    make: Self.init)

  let path: TreePath

  var statement: String { "\(path) exists" }

  var file: TreePath? { path }

  func holds(in upstream: FileTree) -> Bool { upstream[path] != nil }
}

/// `file-missing`.
struct FileMissing: Condition {
  static let kind = Kind<any Condition>(
    "file-missing", summary: "A file is not there.",
    example: "- {file-missing: jibri/rootfs/usr/bin/finalize-s3.sh}",
    Key("file-missing", .path, "The file."),
    make: Self.init)

  let path: TreePath

  var statement: String { "\(path) does not exist" }

  var file: TreePath? { path }

  func holds(in upstream: FileTree) -> Bool { upstream[path] == nil }
}

/// `folder-exists`.
struct FolderExists: Condition {
  static let kind = Kind<any Condition>(
    "folder-exists", summary: "A folder is there, with files in it.",
    example: "- {folder-exists: jibri/rootfs/etc/s6-overlay/s6-rc.d}",
    Key("folder-exists", .path, "The folder."),
    make: Self.init)

  let path: TreePath

  var statement: String { "the folder \(path) exists" }

  var file: TreePath? { nil }

  var subject: TreePath? { path }

  func holds(in upstream: FileTree) -> Bool { upstream.hasFolder(path.text) }
}
