import Editing
package import GitKit
package import PatchKit

/// What a merge has to know besides the three trees.
package struct MergeContext: Sendable {
  /// The release that the base was generated from; its name is a parameter of the files, not content.
  package let oldRelease: ReleaseName?
  /// The release that theirs was generated from.
  package let newRelease: ReleaseName?
  /// Files that upstream moved: new paths by old ones.
  package let renames: [TreePath: TreePath]
  /// The folder of the files, which conflicts are known without; `nil` for none.
  package let directory: TreeFolder?

  /// Makes a context.
  package init(
    from oldRelease: ReleaseName? = nil, to newRelease: ReleaseName? = nil,
    renames: [TreePath: TreePath] = [:], below directory: TreeFolder? = nil
  ) {
    self.directory = directory
    self.oldRelease = oldRelease
    self.newRelease = newRelease
    self.renames = renames
  }

  /// What a merge of the file at a path is about.
  func subject(_ path: TreePath) -> MergeSubject {
    let releases = [oldRelease, newRelease].compactMap { $0?.description }
    return MergeSubject(
      file: (directory.map(path.below) ?? path).text,
      releases: Array(Set(releases)).sorted())
  }

  /// A file of the old release with its pins moved to the new one, those of upstream's own state between releases, too.
  func moved(_ file: FileTree.File) -> FileTree.File {
    guard file.mode.isFile, let oldRelease, let newRelease, oldRelease != newRelease else {
      return file
    }
    let content = ReleasePins.moving(
      file.content, from: oldRelease.description, to: newRelease.description)
    return FileTree.File(
      mode: file.mode, content: ReleasePins.releasing(content, as: newRelease.description))
  }
}
