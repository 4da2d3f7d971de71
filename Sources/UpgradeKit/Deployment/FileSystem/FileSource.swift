import GitKit

/// Where a deployment's files are read from: a folder, or a commit of its repository.
protocol FileSource {
  /// What stands at a path; `nil` when nothing does.
  func kind(at path: TreePath) throws(FileSystemError) -> FileEntry.Kind?
  /// A file's mode and bytes.
  func file(at path: TreePath) throws(FileSystemError) -> FileTree.File
  /// Everything below a folder, by path from there; `nil` when something has a name that no tree can have.
  func names(below folder: TreePath) throws(FileSystemError) -> [TreePath]?
}

extension Folder: FileSource {
  func kind(at path: TreePath) throws(FileSystemError) -> FileEntry.Kind? {
    try entry(at: path)?.kind
  }

  func file(at path: TreePath) throws(FileSystemError) -> FileTree.File {
    try file(at: path, limit: Folder.fileLimit)
  }

  func names(below folder: TreePath) throws(FileSystemError) -> [TreePath]? {
    let listing = try self.folder(folder).listing()
    return listing.unnamable.isEmpty ? Array(listing.entries.keys) : nil
  }
}
