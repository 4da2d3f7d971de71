/// A folder inside a tree: the tree's own top, or one below it.
package struct TreeFolder: Hashable, Sendable, CustomStringConvertible {
  /// The path; `nil` for the top.
  package let path: TreePath?

  /// The tree's own top.
  package static let top = TreeFolder(nil)

  /// Makes a folder of a path; `nil` for the top.
  package init(_ path: TreePath?) {
    self.path = path
  }

  /// Makes a folder of text that comes from outside: `.` is the top, and a slash at the end tells nothing.
  ///
  /// - Throws: ``TreePathError`` for what is no path inside a tree.
  package init(_ text: String) throws(TreePathError) {
    var rest = text[...]
    if rest.utf8.count > 1, rest.utf8.last == UInt8(ascii: "/") { rest.unicodeScalars.removeLast() }
    path = rest == "." ? nil : try TreePath(String(rest))
  }

  /// The path as text; empty for the top.
  package var text: String { path?.text ?? "" }

  /// The path as people write it; `.` for the top.
  package var description: String { path?.text ?? "." }

  /// The path of an entry in the folder.
  package func appending(_ path: TreePath) -> TreePath {
    self.path?.appending(path) ?? path
  }

  /// The path of an entry that is named by text from outside; `nil` for what no tree can have.
  package func entry(_ name: String) -> TreePath? {
    do throws(TreePathError) { return appending(try TreePath(name)) } catch { return nil }
  }

  /// The folders above, the top included, outer ones first.
  package var above: [TreeFolder] {
    guard let path else { return [] }
    return [.top] + path.folders.reversed().map { TreeFolder($0) }
  }
}
