package import Editing
package import GitKit

/// The compose files of a tree, as a compose reader sees them.
package struct ComposeIndex: Sendable {
  /// The files that could be read, by path, sorted.
  package let files: [(path: TreePath, file: ComposeFile)]
  /// Those that could not.
  package let broken: [(path: TreePath, error: EditingError)]

  /// Reads the compose files of a tree. Folders whose name begins with a dot are not looked into.
  package init(of tree: FileTree, with readings: FileReadings) {
    var files: [(path: TreePath, file: ComposeFile)] = []
    var broken: [(path: TreePath, error: EditingError)] = []
    for path in tree.paths where Self.mayBeCompose(path) {
      guard let file = tree[path], file.mode.isFile else { continue }
      switch readings.compose(file.content) {
      case .compose(let compose): files.append((path, compose))
      case .broken(let error): broken.append((path, error))
      case .other: continue
      }
    }
    self.files = files
    self.broken = broken
  }

  private static func mayBeCompose(_ path: TreePath) -> Bool {
    let text = path.text.utf8
    guard text.last == UInt8(ascii: "l"),
      path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml")
    else { return false }
    return !path.components.dropLast().contains { $0.hasPrefix(".") }
  }

  /// The paths of all compose files, those that could not be read too, sorted.
  package var paths: [TreePath] { (files.map(\.path) + broken.map(\.path)).sorted() }

  /// Why files could not be read, a line each.
  package var problems: [String] { broken.map { "\($0.path): \($0.error.message)" } }

  /// The file at a path.
  package subscript(path: TreePath) -> ComposeFile? {
    files.first { $0.path == path }?.file
  }

  /// Every service of a name, with the file that has it.
  package func services(named name: String) -> [(path: TreePath, service: ComposeService)] {
    files.compactMap { path, file in file.service(name).map { (path, $0) } }
  }
}
