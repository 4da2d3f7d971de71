import GitKit

/// A deployment's files as a commit of its repository has them.
struct CommittedFiles: FileSource {
  let repository: Repository
  let commit: ObjectID
  /// The deployment's folder in the repository; `nil` at its top.
  let folder: TreePath?

  func kind(at path: TreePath) throws(FileSystemError) -> FileEntry.Kind? {
    switch try entry(path) {
    case nil: nil
    case .folder: .folder
    case .file(.symbolicLink, _): .link
    case .file(.submodule, _): .folder
    case .file(let mode, _): .file(mode)
    }
  }

  func file(at path: TreePath) throws(FileSystemError) -> FileTree.File {
    guard case .file(let mode, let id) = try entry(path), mode.isFile else {
      throw FileSystemError(.notAFile, .read, path.text)
    }
    return FileTree.File(mode: mode, content: try blob(id, path))
  }

  func files(in folder: TreePath) throws(FileSystemError) -> [TreePath] {
    (try names(below: folder) ?? []).filter { !$0.text.contains("/") }.map(folder.appending)
  }

  func names(below path: TreePath) throws(FileSystemError) -> [TreePath]? {
    guard case .folder(let tree) = try entry(path) else { return nil }
    do throws(GitError) {
      return try repository.tree(tree).map(\.path)
    } catch {
      throw FileSystemError(.repository(error.message), .list, path.text)
    }
  }

  func names(in folder: TreeFolder) throws(FileSystemError) -> [String] {
    do throws(GitError) {
      guard let place = folder.path.map(place(of:)) ?? self.folder else {
        return try repository.names(of: commit)
      }
      guard case .folder(let tree) = try repository.entry(at: place, in: commit) else { return [] }
      return try repository.names(of: tree)
    } catch {
      throw FileSystemError(.repository(error.message), .list, folder.text)
    }
  }

  /// The path in the repository.
  func place(of path: TreePath) -> TreePath { folder?.appending(path) ?? path }

  private func entry(_ path: TreePath) throws(FileSystemError) -> Repository.Entry? {
    do throws(GitError) {
      return try repository.entry(at: place(of: path), in: commit)
    } catch {
      throw FileSystemError(.repository(error.message), .read, path.text)
    }
  }

  private func blob(_ id: ObjectID, _ path: TreePath) throws(FileSystemError) -> [UInt8] {
    do throws(GitError) {
      return try repository.blob(id, limit: Folder.fileLimit)
    } catch {
      let kind: FileSystemError.Kind =
        switch error.kind {
        case .tooLarge: .tooLarge(limit: Folder.fileLimit)
        case .notFound: .notInRepository
        default: .repository(error.message)
        }
      throw FileSystemError(kind, .read, path.text)
    }
  }
}
