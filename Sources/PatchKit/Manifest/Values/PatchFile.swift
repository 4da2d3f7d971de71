package import GitKit

/// A file in a patch's own folder that its manifest names.
package struct PatchFile: Sendable, Hashable {
  /// The path in the patch's folder.
  package let path: TreePath
  /// The mode and bytes.
  package let file: FileTree.File
}

/// A folder in a patch's own folder that its manifest names.
package struct PatchFolder: Sendable, Hashable {
  /// The path in the patch's folder.
  package let path: TreePath
  /// The files in it, by their paths in this folder.
  package let files: FileTree
}
