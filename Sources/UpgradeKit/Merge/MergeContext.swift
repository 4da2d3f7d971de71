public import GitKit
public import PatchKit

/// What a merge has to know besides the three trees.
public struct MergeContext: Sendable {
  /// The release that the base was generated from; its name is a parameter of the files, not content.
  public let oldRelease: ReleaseName?
  /// The release that theirs was generated from.
  public let newRelease: ReleaseName?
  /// Files that upstream moved: new paths by old ones.
  public let renames: [TreePath: TreePath]

  /// Makes a context.
  public init(
    from oldRelease: ReleaseName? = nil, to newRelease: ReleaseName? = nil,
    renames: [TreePath: TreePath] = [:]
  ) {
    self.oldRelease = oldRelease
    self.newRelease = newRelease
    self.renames = renames
  }

  /// A file of the old release with its pins moved to the new one.
  func moved(_ file: FileTree.File) -> FileTree.File {
    guard file.mode.isFile, let oldRelease, let newRelease, oldRelease != newRelease else {
      return file
    }
    return FileTree.File(
      mode: file.mode,
      content: ReleasePins.moving(
        file.content, from: oldRelease.description, to: newRelease.description))
  }
}
