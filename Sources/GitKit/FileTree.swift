/// Files by path: a release's, the generated ones, a deployment's. A value; nothing is read behind it.
package struct FileTree: Sendable, Hashable {
  /// One file: its mode and bytes.
  package struct File: Sendable, Hashable {
    /// What the entry is; a symbolic link's bytes are its target.
    package var mode: FileMode
    /// The bytes.
    package var content: [UInt8]

    /// Makes a file of its mode and bytes.
    package init(mode: FileMode = .regular, content: [UInt8]) {
      self.mode = mode
      self.content = content
    }
  }

  private var files: [TreePath: File]
  /// All paths, sorted: asked for far more often than changed.
  package private(set) var paths: [TreePath]

  /// Makes a tree of files.
  package init(_ files: [TreePath: File] = [:]) {
    self.files = files
    paths = files.keys.sorted()
  }

  private init(_ files: [TreePath: File], sorted paths: [TreePath]) {
    self.files = files
    self.paths = paths
  }

  /// The file at a path; setting `nil` removes it.
  package subscript(path: TreePath) -> File? {
    get { files[path] }
    set {
      let wasThere = files[path] != nil
      files[path] = newValue
      guard wasThere != (newValue != nil) else { return }
      let index = paths.partitioningIndex { !($0 < path) }
      if wasThere { paths.remove(at: index) } else { paths.insert(path, at: index) }
    }
  }

  /// The number of files.
  package var count: Int { files.count }

  /// Whether any file lies in a folder or below it.
  package func hasFolder(_ folder: String) -> Bool {
    !paths(below: folder).isEmpty
  }

  /// The tree with only the files that a condition holds for.
  package func filter(_ isIncluded: (TreePath, File) -> Bool) -> FileTree {
    let files = files.filter { isIncluded($0.key, $0.value) }
    return FileTree(files, sorted: paths.filter { files[$0] != nil })
  }

  /// The paths of the files below a folder, sorted.
  ///
  /// - Parameter folder: written as a path, without a slash at its end.
  package func paths(below folder: String) -> ArraySlice<TreePath> {
    let prefix = (folder + "/").utf8
    let start = paths.partitioningIndex { !$0.text.utf8.lexicographicallyPrecedes(prefix) }
    let rest = paths[start...]
    return rest[..<rest.partitioningIndex { !$0.text.utf8.starts(with: prefix) }]
  }
}

extension RandomAccessCollection {
  /// The index of the first element that a condition holds for, where it holds for none before it and all behind it.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if holds(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
