import CLibGit2

extension Repository {
  /// All entries of a tree and the folders below it, sorted by path.
  ///
  /// - Parameters:
  ///   - id: a commit, an annotated tag or a tree.
  ///   - cache: where folders are kept when many releases are read.
  /// - Throws: ``GitError/Kind/invalidPath`` when a name could do harm: `..`, `.git`, a slash or a control character
  ///   in it; ``GitError/Kind/corrupt`` when a name stands twice; ``GitError/Kind/tooLarge``.
  package func tree(
    _ id: ObjectID,
    cache: ObjectCache? = nil
  ) throws(GitError) -> [TreeEntry] {
    let top = try withTree(id) { ObjectID(git_tree_id($0).pointee) }
    var walk = TreeWalk(repository: self, cache: cache)
    try walk.collect(top, at: "", depth: 0)
    return walk.entries.sorted { $0.path < $1.path }
  }

  /// Hands over the handle of a tree, found by its own id, a commit's or a tag's.
  func withTree<Result>(
    _ id: ObjectID,
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    var oid = id.oid
    let operation = "read the tree \(id)"
    let object = try LibGit2.make(operation) {
      git_object_lookup(&$0, pointer, &oid, GIT_OBJECT_ANY)
    }
    defer { git_object_free(object) }
    let tree = try LibGit2.make(operation) { git_object_peel(&$0, object, GIT_OBJECT_TREE) }
    defer { git_object_free(tree) }
    return try body(tree)
  }

  /// The entry of a path, a folder's too; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - path: from the top of the tree.
  ///   - commit: the commit.
  /// - Returns: the id of a blob, a tree or a submodule's commit.
  package func object(at path: TreePath, in commit: ObjectID) throws(GitError) -> ObjectID? {
    try withCommit(commit) { commit throws(GitError) in
      try self.entry(at: path, of: commit)?.id
    }
  }

  /// The entry of a path in a commit that is open.
  func entry(
    at path: TreePath,
    of commit: OpaquePointer
  ) throws(GitError) -> (id: ObjectID, mode: UInt32)? {
    let operation = "look up `\(path)`"
    let tree = try LibGit2.make(operation) { git_commit_tree(&$0, commit) }
    defer { git_tree_free(tree) }
    var entry: OpaquePointer?
    let code = git_tree_entry_bypath(&entry, tree, path.text)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try LibGit2.check(code, operation)
    defer { git_tree_entry_free(entry) }
    return (ObjectID(git_tree_entry_id(entry).pointee), git_tree_entry_filemode(entry).rawValue)
  }

  /// What stands at a path in a commit; `nil` when there is nothing.
  package func versionedObject(
    at path: TreePath, in commit: ObjectID
  ) throws(GitError) -> FileVersions.Object? {
    try withCommit(commit) { commit throws(GitError) in
      try entry(at: path, of: commit).map { FileVersions.Object(id: $0.id, rawMode: $0.mode) }
    }
  }

  /// What stands under a name in a folder; `nil` when there is nothing.
  func entry(named name: String, in folder: ObjectID) throws(GitError) -> FileVersions.Object? {
    try withTree(folder) { tree throws(GitError) in
      git_tree_entry_byname(tree, name).map { entry in
        FileVersions.Object(
          id: ObjectID(git_tree_entry_id(entry).pointee),
          rawMode: git_tree_entry_filemode(entry).rawValue)
      }
    }
  }
}

extension FileVersions.Object {
  fileprivate init(id: ObjectID, rawMode: UInt32) {
    let mode = FileMode(rawValue: UInt16(truncatingIfNeeded: rawMode)) ?? .regular
    self.init(id: id, mode: rawMode == GIT_FILEMODE_TREE.rawValue ? nil : mode)
  }
}
