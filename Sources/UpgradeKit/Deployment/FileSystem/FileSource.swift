import GitKit

/// Where a deployment's files are read from: a folder, or a commit of its repository.
protocol FileSource {
  /// What stands at a path; `nil` when nothing does.
  func kind(at path: TreePath) throws(FileSystemError) -> FileEntry.Kind?
  /// A file's mode and bytes.
  func file(at path: TreePath) throws(FileSystemError) -> FileTree.File
  /// The paths of the files in a folder, those below it not; none when it is no folder.
  func files(in folder: TreePath) throws(FileSystemError) -> [TreePath]
  /// Everything below a folder, by path from there; `nil` when something has a name that no tree can have.
  func names(below folder: TreePath) throws(FileSystemError) -> [TreePath]?
  /// The names in a folder, in no order.
  func names(in folder: TreeFolder) throws(FileSystemError) -> [String]
}

extension Folder: FileSource {
  func kind(at path: TreePath) throws(FileSystemError) -> FileEntry.Kind? {
    try entry(at: path)?.kind
  }

  func file(at path: TreePath) throws(FileSystemError) -> FileTree.File {
    try file(at: path, limit: Folder.fileLimit)
  }

  func files(in folder: TreePath) throws(FileSystemError) -> [TreePath] {
    guard case .folder? = try kind(at: folder) else { return [] }
    var paths: [TreePath] = []
    for name in try names(in: folder.text) {
      // A name that no path can have is no compose file's.
      guard let path = try? TreePath("\(folder)/\(name)") else { continue }
      if case .file? = try kind(at: path) { paths.append(path) }
    }
    return paths
  }

  func names(below folder: TreePath) throws(FileSystemError) -> [TreePath]? {
    let listing = try self.folder(folder).listing()
    return listing.unnamable.isEmpty ? Array(listing.entries.keys) : nil
  }

  func names(in folder: TreeFolder) throws(FileSystemError) -> [String] {
    try names(in: folder.text)
  }
}
