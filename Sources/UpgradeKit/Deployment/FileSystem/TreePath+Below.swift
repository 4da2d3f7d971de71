import GitKit

extension TreePath {
  /// The path below a folder that the entry lies in; the path itself when it does not.
  func below(_ folder: TreePath) -> TreePath {
    guard isInside(folder.text), self != folder else { return self }
    let inner = String(decoding: text.utf8.dropFirst(folder.text.utf8.count + 1), as: UTF8.self)
    return (try? TreePath(inner)) ?? self
  }
}
