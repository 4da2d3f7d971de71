import CLibGit2

extension Repository {
  /// Writes a file's bytes.
  @discardableResult
  package func write(blob bytes: [UInt8]) throws(GitError) -> ObjectID {
    try write(.blob, bytes)
  }

  /// Writes an object as it is; nothing checks that the bytes make sense.
  @discardableResult
  package func write(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var id = git_oid()
    try LibGit2.check(
      git_odb_write(&id, objects, bytes, bytes.count, kind.type), "write an object")
    return ObjectID(id)
  }

  /// Writes a tree with all its files.
  @discardableResult
  package func write(_ tree: FileTree) throws(GitError) -> ObjectID {
    try tree.encode { kind, bytes throws(GitError) in try write(kind, bytes) }
  }

  /// Writes a tree that differs from another in some files; all else stays as it is, whatever it is.
  ///
  /// - Parameters:
  ///   - files: what is added or replaced.
  ///   - removed: what goes; paths that are not there don't matter.
  ///   - base: the commit or tree to start from; `nil` is the empty one.
  package func write(
    _ files: FileTree,
    removing removed: [TreePath] = [],
    in base: ObjectID?
  ) throws(GitError) -> ObjectID {
    let operation = "write a tree"
    let index = try LibGit2.make(operation) { git_index_new(&$0) }
    defer { git_index_free(index) }
    if let base {
      try withTree(base) { tree throws(GitError) in
        _ = try LibGit2.check(git_index_read_tree(index, tree), operation)
      }
    }
    for path in removed {
      let code = git_index_remove(index, path.text, 0)
      if code != GIT_ENOTFOUND.rawValue { try LibGit2.check(code, operation) }
    }
    for path in files.paths {
      guard let file = files[path] else { continue }
      var entry = git_index_entry()
      let id = try FileTree.id(of: file, at: path) { kind, bytes throws(GitError) in
        try write(kind, bytes)
      }
      entry.id = id.oid
      entry.mode = UInt32(file.mode.rawValue)
      try Self.makeRoom(for: path, in: index)
      let code = path.text.withCString { text in
        entry.path = text
        return git_index_add(index, &entry)
      }
      try LibGit2.check(code, operation)
    }
    var id = git_oid()
    try LibGit2.check(git_index_write_tree_to(&id, index, pointer), operation)
    return ObjectID(id)
  }

  /// Removes what a file cannot stand beside: a folder in its place, files in place of the folders above it.
  private static func makeRoom(
    for path: TreePath,
    in index: OpaquePointer
  ) throws(GitError) {
    try LibGit2.check(git_index_remove_directory(index, path.text, 0), "write a tree")
    var folder = ""
    for name in path.components.dropLast() {
      folder += (folder.isEmpty ? "" : "/") + name
      let code = git_index_remove(index, folder, 0)
      if code != GIT_ENOTFOUND.rawValue { try LibGit2.check(code, "write a tree") }
    }
  }
}
