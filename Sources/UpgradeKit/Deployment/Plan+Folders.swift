import GitKit

extension Plan {
  /// The folders that removals empty, inner ones first.
  static func goneFolders(
    _ removed: Set<TreePath>, _ written: Set<TreePath>, in root: Folder
  ) throws(FileSystemError) -> [Journal.GoneFolder] {
    let kept = Set(written.flatMap(\.folders))
    var gone: [TreePath: Journal.GoneFolder] = [:]
    let candidates = Set(removed.flatMap(\.folders)).subtracting(kept)
    // Longer paths first, so that a folder's own folders have been decided on.
    for path in candidates.sorted(by: innerFirst) {
      guard let entry = try root.entry(path.text), entry.kind == .folder else { continue }
      let isEmptied = try root.names(in: path.text).allSatisfy { name in
        guard let child = try? TreePath(path.text + "/" + name) else { return false }
        return removed.contains(child) || gone[child] != nil
      }
      if isEmptied {
        gone[path] = Journal.GoneFolder(path: path, permissions: entry.permissions)
      }
    }
    return gone.values.sorted { innerFirst($0.path, $1.path) }
  }

  /// The folders that are to be made, outer ones first.
  static func newFolders(
    _ written: Set<TreePath>, _ removed: Set<TreePath>, in root: Folder
  ) throws(FileSystemError) -> [TreePath] {
    var isNew: [TreePath: Bool] = [:]
    for path in written {
      // From the outermost on: in a new folder, everything is new.
      var isInNew = false
      for folder in path.folders.reversed() {
        if let known = isNew[folder] {
          isInNew = known
        } else if isInNew || removed.contains(folder) {
          isInNew = true
        } else {
          let entry = try root.entry(folder.text)
          switch entry?.kind {
          case nil: isInNew = true
          case .folder: isInNew = false
          case .link: throw FileSystemError(.isALink, .createFolder, root.display(folder.text))
          case .file, .other:
            throw FileSystemError(.notAFolder, .createFolder, root.display(folder.text))
          }
        }
        isNew[folder] = isInNew
      }
    }
    return isNew.filter(\.value).keys.sorted { innerFirst($1, $0) }
  }

  private static func innerFirst(_ left: TreePath, _ right: TreePath) -> Bool {
    let depths = (left.components.count, right.components.count)
    return depths.0 == depths.1 ? left < right : depths.0 > depths.1
  }
}
