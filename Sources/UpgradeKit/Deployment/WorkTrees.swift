import GitKit

/// The work trees of git that a deployment's files lie in: the one that its folder lies in, and one of a repository
/// inside it that the generated files lie in.
struct WorkTrees {
  /// A work tree, and how paths of the deployment are found in it.
  struct Part {
    let repository: Repository
    /// The deployment's folder that the work tree begins in; `nil` where it begins there or above.
    fileprivate let top: TreePath?
    /// The way from the work tree to the deployment's folder; `nil` at its top, and for a repository inside.
    fileprivate let prefix: TreePath?

    fileprivate func place(of path: TreePath) -> TreePath {
      prefix?.appending(path) ?? top.map { path.below(TreeFolder($0)) } ?? path
    }
  }

  /// The repository inside that the generated files lie in; `nil` where they lie in the deployment's own, or in none.
  private let inner: Part?
  private let outer: Part?

  /// The folder of the repository inside; `nil` without one.
  var innerFolder: TreePath? { inner?.top }
  /// Whether there is any.
  var isNone: Bool { inner == nil && outer == nil }

  /// Looks for them.
  ///
  /// - Parameter directory: the folder of the generated files.
  /// - Throws: ``GitError``, also when the deployment's folder has a name that git can't be asked for.
  init(of deployment: String, directory: TreeFolder) throws(GitError) {
    let found = try Repository.discover(from: deployment)
    outer = try found.map { (found) throws(GitError) in
      let prefix = found.prefix.isEmpty ? nil : TreePath.optional(found.prefix)
      guard found.prefix.isEmpty || prefix != nil else {
        throw GitError(
          .invalidPath, operation: "look into the deployment's repository",
          message:
            "the deployment's folder has a name that git cannot be asked for: `\(found.prefix)`")
      }
      return Part(repository: found.repository, top: nil, prefix: prefix)
    }
    guard let path = directory.path,
      let (repository, way) = try Repository.discover(from: deployment + "/" + path.text),
      repository.gitFolder != found?.repository.gitFolder
    else {
      inner = nil
      return
    }
    let depth = way.split(separator: "/").count
    guard depth < path.components.count else {
      inner = nil
      return
    }
    let top = path.components.dropLast(depth).joined(separator: "/")
    inner = TreePath.optional(top).map { Part(repository: repository, top: $0, prefix: nil) }
  }

  /// Does something in each work tree that some files lie in.
  ///
  /// - Parameter body: gets the work tree and its files: paths from the deployment's folder, by path in the work tree.
  func forEach(
    of paths: [TreePath], _ body: (Repository, [TreePath: TreePath]) throws(GitError) -> Void
  ) throws(GitError) {
    var rest = paths
    for part in [inner, outer].compactMap(\.self) {
      let own = rest.filter { path in part.top.map { path.isInside($0.text) } ?? true }
      rest = part.top == nil ? [] : rest.filter { !own.contains($0) }
      guard !own.isEmpty else { continue }
      try body(
        part.repository,
        Dictionary(own.map { (part.place(of: $0), $0) }, uniquingKeysWith: { first, _ in first }))
    }
  }
}
