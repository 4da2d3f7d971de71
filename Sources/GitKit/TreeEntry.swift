/// One entry of a tree, folders apart.
package struct TreeEntry: Sendable, Hashable {
  /// The path from the tree that was read.
  package let path: TreePath
  /// What it is.
  package let mode: FileMode
  /// The blob with its bytes; for a submodule a commit of another repository.
  package let id: ObjectID

  /// Makes an entry.
  init(path: TreePath, mode: FileMode, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }
}
