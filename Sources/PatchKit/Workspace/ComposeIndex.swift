public import Editing
public import GitKit

/// The compose files of a tree, read: a compose reader's view, for guarantees.
public struct ComposeIndex: Sendable {
  /// The files that could be read, by path, sorted.
  public let files: [(path: TreePath, file: ComposeFile)]
  /// Why the others could not, a line each.
  public let problems: [String]

  /// Reads the compose files of a tree.
  public init(of tree: FileTree) {
    var files: [(path: TreePath, file: ComposeFile)] = []
    var problems: [String] = []
    for path in ComposeFiles.paths(in: tree) {
      let text = SourceText(tree[path]?.content ?? [])
      do throws(EditingError) {
        files.append((path, try ComposeFile(text)))
      } catch {
        let line = error.offset.map { ":\(text.position(at: $0).line)" } ?? ""
        problems.append("\(path)\(line): \(error.message)")
      }
    }
    self.files = files
    self.problems = problems
  }

  /// The file at a path.
  public subscript(path: TreePath) -> ComposeFile? {
    files.first { $0.path == path }?.file
  }

  /// Every service of a name, with the file that has it.
  public func services(named name: String) -> [(path: TreePath, service: ComposeService)] {
    files.compactMap { path, file in file.service(name).map { (path, $0) } }
  }
}
