package import GitKit

/// The files that images are built of and containers mount: generated ones, or those of a deployment.
package struct LocalFiles {
  /// What stands at a path.
  package enum Found: Sendable, Hashable {
    case file(FileTree.File)
    case folder
    case nothing
    /// Something that isn't read, with the reason.
    case unreadable(String)
  }

  private let find: (TreePath) -> Found
  private let list: (TreePath) -> Known<[TreePath]>

  /// Takes functions that look at the files.
  ///
  /// - Parameters:
  ///   - find: what stands at a path.
  ///   - list: the paths of all files below a folder, sorted.
  package init(
    find: @escaping (TreePath) -> Found,
    list: @escaping (TreePath) -> Known<[TreePath]>
  ) {
    self.find = find
    self.list = list
  }

  /// Looks at the files of a tree.
  package init(_ tree: FileTree) {
    self.init { path in
      if let file = tree[path] { return .file(file) }
      return tree.hasFolder(path.text) ? .folder : .nothing
    } list: { folder in
      .known(Array(tree.paths(below: folder.text)))
    }
  }

  /// What stands at a path.
  package subscript(path: TreePath) -> Found { find(path) }

  /// The paths of all files below a folder, sorted.
  package func paths(below folder: TreePath) -> Known<[TreePath]> { list(folder) }
}
