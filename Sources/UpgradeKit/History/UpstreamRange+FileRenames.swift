import GitKit

extension UpstreamRange {
  /// A file that has another path in the release asked for.
  struct FileRename {
    let old: TreePath
    let new: TreePath
  }

  /// The files that have other paths in the release asked for, by the new ones.
  func fileRenames() throws(GitError) -> [FileRename] {
    try upstream.fileRenames(from: base, to: target).map { FileRename(old: $0, new: $1) }
      .sorted { $0.new < $1.new }
  }
}
