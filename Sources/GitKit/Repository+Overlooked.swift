import CLibGit2
import Glibc

/// A file of the index that git does not compare with the work tree: outside of a sparse checkout, or marked with
/// `git update-index --skip-worktree` or `--assume-unchanged`.
struct OverlookedFile {
  let path: TreePath
  let id: ObjectID
  let mode: FileMode
  /// Whether it is not in the work tree because it is not wanted there.
  let isNotCheckedOut: Bool
}

extension Repository {
  /// The files that the index has and a sparse checkout leaves out of the work tree, by path from its top.
  ///
  /// - Parameter paths: those asked for; a file below one of them counts too.
  /// - Throws: ``GitError/Kind/unsupported`` when the index is a sparse one.
  package func filesNotCheckedOut(
    in paths: [TreePath]
  ) throws(GitError) -> [TreePath: (mode: FileMode, id: ObjectID)] {
    var files: [TreePath: (mode: FileMode, id: ObjectID)] = [:]
    for file in try overlookedFiles(in: paths) where file.isNotCheckedOut {
      files[file.path] = (file.mode, file.id)
    }
    return files
  }

  /// The files among some that git does not compare with the work tree.
  func overlookedFiles(in paths: [TreePath]) throws(GitError) -> [OverlookedFile] {
    let index = try readIndex()
    defer { git_index_free(index) }
    let wanted = Set(paths)
    var files: [OverlookedFile] = []
    for number in 0..<git_index_entrycount(index) {
      guard let entry = git_index_get_byindex(index, number)?.pointee else { continue }
      let isSkipped =
        UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
      guard isSkipped || UInt32(entry.flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0,
        let path = try? TreePath(text(entry.path)),
        wanted.contains(path) || path.folders.contains(where: wanted.contains),
        let mode = FileMode(rawValue: UInt16(truncatingIfNeeded: entry.mode))
      else { continue }
      files.append(
        OverlookedFile(
          path: path, id: ObjectID(entry.id), mode: mode,
          isNotCheckedOut: isSkipped && !isThere(path)))
    }
    return files
  }

  /// Whether the work tree has another content than the index, which git would not notice.
  func isChanged(_ file: OverlookedFile) throws(GitError) -> Bool {
    guard !file.isNotCheckedOut, file.mode.isFile else { return false }
    var id = git_oid()
    let code = git_repository_hashfile(&id, pointer, file.path.text, GIT_OBJECT_BLOB, nil)
    if code == GIT_ENOTFOUND.rawValue { return true }
    try LibGit2.check(code, "read `\(file.path)`")
    return ObjectID(id) != file.id
  }

  private func isThere(_ path: TreePath) -> Bool {
    var status = stat()
    return lstat((workFolder ?? "") + path.text, &status) == 0
  }
}
