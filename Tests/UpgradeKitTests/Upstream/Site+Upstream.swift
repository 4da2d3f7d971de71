import GitKit

extension Site {
  /// Who releases what tests add.
  static let author = Signature(
    name: "Ada Fixture", email: "ada@example.org", seconds: 1_780_000_000)

  /// Releases the demo's newest files, changed, as `stable-12000`.
  func release(_ name: String = "stable-12000", changing change: (inout FileTree) throws -> Void)
    throws
  {
    var files = try Demo.files("stable-11146-2")
    try change(&files)
    let repository = try Repository(opening: upstream)
    try release(name, tree: try repository.write(files))
  }

  /// Releases a tree that is written already, whatever is in it.
  func release(_ name: String = "stable-12000", tree: ObjectID) throws {
    let repository = try Repository(opening: upstream)
    let commit = try repository.commit(
      tree: tree, parents: [], author: Self.author, message: "release: \(name)\n")
    try repository.tag(name, at: commit)
  }
}

extension FileTree {
  /// Sets the text of a file.
  mutating func write(_ text: String, to path: String) throws {
    let path = try TreePath(path)
    self[path] = File(mode: self[path]?.mode ?? .regular, content: Array(text.utf8))
  }

  /// Replaces a text that stands in a file.
  mutating func replace(_ old: String, with new: String, in path: String) throws {
    let text = String(decoding: self[try TreePath(path)]?.content ?? [], as: UTF8.self)
    guard text.contains(old) else { throw Site.Unexpected(what: "`\(old)` is not in \(path)") }
    try write(text.replacing(old, with: new), to: path)
  }

  /// The text of a file.
  func text(_ path: String) throws -> String {
    String(decoding: self[try TreePath(path)]?.content ?? [], as: UTF8.self)
  }
}
