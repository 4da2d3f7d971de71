/// Files by path: a release's, the generated ones, a deployment's. A value; nothing is read behind it.
public struct FileTree: Sendable, Hashable {
  /// One file: its mode and bytes.
  public struct File: Sendable, Hashable {
    /// What the entry is; a symbolic link's bytes are its target.
    public var mode: FileMode
    /// The bytes.
    public var content: [UInt8]

    /// Makes a file of its mode and bytes.
    public init(mode: FileMode = .regular, content: [UInt8]) {
      self.mode = mode
      self.content = content
    }
  }

  private var files: [TreePath: File]

  /// Makes a tree of files.
  public init(_ files: [TreePath: File] = [:]) {
    self.files = files
  }

  /// The file at a path; setting `nil` removes it.
  public subscript(path: TreePath) -> File? {
    get { files[path] }
    set { files[path] = newValue }
  }

  /// All paths, sorted.
  public var paths: [TreePath] { files.keys.sorted() }

  /// The number of files.
  public var count: Int { files.count }

  /// Whether any file lies in a folder or below it.
  public func hasFolder(_ folder: String) -> Bool {
    files.keys.contains { $0.text != folder && $0.isInside(folder) }
  }

  /// The tree with only the files that a condition holds for.
  public func filter(_ isIncluded: (TreePath, File) -> Bool) -> FileTree {
    FileTree(files.filter { isIncluded($0.key, $0.value) })
  }
}
