/// One entry of a tree, folders apart.
public struct TreeEntry: Sendable, Hashable {
  /// The path from the tree that was read.
  public let path: TreePath
  /// What it is.
  public let mode: FileMode
  /// The blob with its bytes; for a submodule a commit of another repository.
  public let id: ObjectID

  /// Makes an entry.
  public init(path: TreePath, mode: FileMode, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }
}
