/// A file that a person names, wherever it is.
package struct FileAnywhere {
  private let folder: Folder
  private let name: String

  /// Opens the folder that it is in.
  package init(_ path: String) throws(FileSystemError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, !last.isEmpty, last != ".", last != ".." else {
      throw FileSystemError(.badPath, .open, path)
    }
    name = String(last)
    let folder = parts.dropLast().joined(separator: "/")
    self.folder = try Folder(at: folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder)
  }

  /// What its new content is made in; not for a link, which would be replaced.
  package var draft: Draft { Draft(of: name, in: folder) }

  /// Its bytes.
  func read() throws(FileSystemError) -> [UInt8] {
    try folder.read(name).bytes
  }
}
