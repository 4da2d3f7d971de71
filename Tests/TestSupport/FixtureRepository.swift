package import GitKit

/// A small repository made for a test: the same calls give the same ids, on every machine.
package final class FixtureRepository {
  /// The repository.
  package let repository: Repository
  /// The folder it was made in.
  package let path: String
  private var clock: Int64 = 1_704_067_200

  /// Makes an empty repository.
  ///
  /// - Parameters:
  ///   - path: its folder.
  ///   - isBare: whether it has no work tree.
  package init(at path: String, isBare: Bool = true) throws {
    self.path = path
    repository =
      isBare ? try Repository.create(bareAt: path) : try Repository.create(at: path)
  }

  /// The author of everything: the first at 2024-01-01, each next one a day later.
  package func nextSignature() -> Signature {
    defer { clock += 86_400 }
    return Signature(name: "Ada Fixture", email: "ada@example.org", seconds: clock)
  }

  /// Commits changed files on a branch; what is not named stays as it was.
  ///
  /// - Parameters:
  ///   - files: text by path.
  ///   - executables: which of them have the run bit.
  ///   - removed: the paths that go.
  ///   - branch: made at this commit if it is not there.
  ///   - parents: instead of the branch's tip; files are changed against the first.
  @discardableResult
  package func commit(
    _ files: [String: String],
    executables: Set<String> = [],
    removing removed: [String] = [],
    message: String = "change",
    branch: String = "main",
    parents: [ObjectID]? = nil
  ) throws -> ObjectID {
    var tree = FileTree()
    for (path, text) in files {
      tree[try TreePath(path)] = FileTree.File(
        mode: executables.contains(path) ? .executable : .regular, content: Array(text.utf8))
    }
    let parents = try parents ?? repository.branch(named: branch).map { [$0] } ?? []
    let id = try repository.write(
      tree, removing: try removed.map { try TreePath($0) }, in: parents.first)
    return try commit(tree: id, message: message, branch: branch, parents: parents)
  }

  /// Commits a tree that is written already.
  @discardableResult
  package func commit(
    tree: ObjectID,
    message: String = "change",
    branch: String = "main",
    parents: [ObjectID] = []
  ) throws -> ObjectID {
    try repository.commit(
      tree: tree, parents: parents, author: nextSignature(), message: message, branch: branch)
  }

  /// Tags a commit: annotated when there is a message, lightweight without.
  @discardableResult
  package func tag(
    _ name: String,
    at commit: ObjectID,
    message: String? = nil,
    replacing: Bool = false
  ) throws -> ObjectID {
    try repository.tag(
      name, at: commit, annotation: message.map { (nextSignature(), $0) }, replacing: replacing)
  }
}
