import CLibGit2

/// One entry of one folder; its name is known to be good.
struct FolderEntry: Sendable {
  let name: String
  /// What it is; `nil` for a folder.
  let mode: FileMode?
  let id: ObjectID
}

extension Repository {
  /// The entries of one folder, in git's order.
  func folder(_ id: ObjectID) throws(GitError) -> [FolderEntry] {
    let operation = "read the tree \(id)"
    var oid = id.oid
    let tree = try LibGit2.make(operation) { git_tree_lookup(&$0, pointer, &oid) }
    defer { git_tree_free(tree) }
    var names: Set<String> = []
    var entries: [FolderEntry] = []
    for index in 0..<git_tree_entrycount(tree) {
      guard let entry = git_tree_entry_byindex(tree, index) else { continue }
      let name = try Self.name(entry, operation)
      guard names.insert(name).inserted else {
        throw GitError(
          .corrupt, operation: operation,
          message: "the name \(name.debugDescription) stands twice")
      }
      entries.append(
        FolderEntry(
          name: name, mode: try Self.mode(entry, operation),
          id: ObjectID(git_tree_entry_id(entry).pointee)))
    }
    return entries
  }

  private static func name(
    _ entry: OpaquePointer,
    _ operation: String
  ) throws(GitError) -> String {
    let raw = git_tree_entry_name(entry)
    func invalid(_ message: String) -> GitError {
      GitError(.invalidPath, operation: operation, message: message)
    }
    guard let name = raw.flatMap({ String(validatingCString: $0) }) else {
      throw invalid("the name `\(text(raw))` is not UTF-8")
    }
    guard !name.utf8.contains(UInt8(ascii: "/")) else {
      throw invalid("a name must not have a slash: `\(name)`")
    }
    do throws(TreePathError) {
      _ = try TreePath(name)
    } catch {
      throw invalid(error.description)
    }
    return name
  }

  private static func mode(
    _ entry: OpaquePointer,
    _ operation: String
  ) throws(GitError) -> FileMode? {
    guard git_tree_entry_type(entry) != GIT_OBJECT_TREE else { return nil }
    let raw = git_tree_entry_filemode(entry).rawValue
    guard let mode = FileMode(rawValue: UInt16(truncatingIfNeeded: raw)) else {
      throw GitError(
        .corrupt, operation: operation,
        message: "`\(text(git_tree_entry_name(entry)))` has the mode \(String(raw, radix: 8))")
    }
    return mode
  }
}
