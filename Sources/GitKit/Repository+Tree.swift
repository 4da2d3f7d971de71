import CLibGit2

extension Repository {
  /// All entries of a tree and the folders below it, sorted by path.
  ///
  /// - Parameter id: a commit, an annotated tag or a tree.
  /// - Throws: ``GitError/Kind/invalidPath`` when a name could do harm: `..`, `.git`, a slash or a control character
  ///   in it; ``GitError/Kind/corrupt`` when a name stands twice; ``GitError/Kind/tooLarge``.
  public func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    var walk = TreeWalk()
    try withTree(id) { tree throws(GitError) in
      try collect(tree, below: "", depth: 0, into: &walk)
    }
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
  public func object(at path: TreePath, in commit: ObjectID) throws(GitError) -> ObjectID? {
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

  private func collect(
    _ tree: OpaquePointer,
    below folder: String,
    depth: Int,
    into walk: inout TreeWalk
  ) throws(GitError) {
    let place = folder.isEmpty ? "read a tree" : "read the tree `\(folder)`"
    guard depth < TreeWalk.depthLimit else {
      throw GitError(
        .tooLarge, operation: place,
        message: "folders are nested deeper than \(TreeWalk.depthLimit)")
    }
    var names: Set<String> = []
    for index in 0..<git_tree_entrycount(tree) {
      guard let entry = git_tree_entry_byindex(tree, index) else { continue }
      walk.visited += 1
      guard walk.visited <= TreeWalk.entryLimit else {
        throw GitError(
          .tooLarge, operation: place, message: "it has more than \(TreeWalk.entryLimit) entries")
      }
      let name = try Self.name(entry, place)
      guard names.insert(name).inserted else {
        throw GitError(
          .corrupt, operation: place, message: "the name \(name.debugDescription) stands twice")
      }
      let path = folder.isEmpty ? name : folder + "/" + name
      if git_tree_entry_type(entry) == GIT_OBJECT_TREE {
        let subtree = try LibGit2.make("read the tree `\(path)`") {
          git_tree_lookup(&$0, pointer, git_tree_entry_id(entry))
        }
        defer { git_tree_free(subtree) }
        try collect(subtree, below: path, depth: depth + 1, into: &walk)
      } else {
        walk.entries.append(try Self.entry(entry, at: path, place))
      }
    }
  }

  private static func name(
    _ entry: OpaquePointer,
    _ operation: String
  ) throws(GitError) -> String {
    let raw = git_tree_entry_name(entry)
    guard let name = raw.flatMap({ String(validatingCString: $0) }) else {
      throw GitError(
        .invalidPath, operation: operation, message: "the name `\(text(raw))` is not UTF-8")
    }
    do throws(TreePathError) {
      guard try TreePath(name).components.count == 1 else {
        throw .emptyComponent(name)
      }
    } catch .emptyComponent {
      throw GitError(
        .invalidPath, operation: operation, message: "a name must not have a slash: `\(name)`")
    } catch {
      throw GitError(.invalidPath, operation: operation, message: error.description)
    }
    return name
  }

  private static func entry(
    _ entry: OpaquePointer,
    at path: String,
    _ operation: String
  ) throws(GitError) -> TreeEntry {
    let raw = git_tree_entry_filemode(entry).rawValue
    guard let mode = FileMode(rawValue: UInt16(truncatingIfNeeded: raw)) else {
      throw GitError(
        .corrupt, operation: operation,
        message: "`\(path)` has the mode \(String(raw, radix: 8))")
    }
    do throws(TreePathError) {
      return TreeEntry(
        path: try TreePath(path), mode: mode, id: ObjectID(git_tree_entry_id(entry).pointee))
    } catch {
      throw GitError(.invalidPath, operation: operation, message: error.description)
    }
  }
}

/// What was found in a tree so far, and how much there may be: far more than any upstream has.
struct TreeWalk {
  static let depthLimit = 64
  static let entryLimit = 50_000

  var entries: [TreeEntry] = []
  /// Files and folders: folders alone can be as many as one likes, as one may stand in many places.
  var visited = 0
}
