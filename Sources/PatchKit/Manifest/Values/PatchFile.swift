public import GitKit

/// A file in a patch's own folder that its manifest names.
public struct PatchFile: Sendable, Hashable {
  /// The path in the patch's folder.
  public let path: TreePath
  /// The mode and bytes.
  public let file: FileTree.File
}

/// A folder in a patch's own folder that its manifest names.
public struct PatchFolder: Sendable, Hashable {
  /// The path in the patch's folder.
  public let path: TreePath
  /// The files in it, by their paths in this folder.
  public let files: FileTree
}
