import Editing
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
  private let texts = Texts()

  /// The files that lines were looked for in, each read once.
  private final class Texts {
    var known: [TreePath: SourceText] = [:]
  }

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

  /// The line of a place, from 1; `nil` when there is no such place in a file that can be read.
  package func line(of place: SourcePlace) -> Int? {
    let text: SourceText
    if let known = texts.known[place.path] {
      text = known
    } else {
      guard case .file(let file) = self[place.path] else { return nil }
      text = SourceText(file.content)
      texts.known[place.path] = text
    }
    return place.offset <= text.bytes.count ? text.lineNumber(at: place.offset) : nil
  }

  /// The paths of all files below a folder, sorted.
  package func paths(below folder: TreePath) -> Known<[TreePath]> { list(folder) }
}
