import GitKit

extension TreePath {
  /// The path below a folder that the entry lies in; the path itself when it does not.
  func below(_ folder: TreeFolder) -> TreePath {
    guard let path = folder.path, isInside(path.text), self != path else { return self }
    let inner = String(decoding: text.utf8.dropFirst(path.text.utf8.count + 1), as: UTF8.self)
    return (try? TreePath(inner)) ?? self
  }
}
