package import GitKit

/// What operations may ask of upstream's other releases.
package protocol UpstreamHistory: Sendable {
  /// The path that a file has at the release now, when upstream moved it there from `path`.
  func destination(of path: TreePath) -> TreePath?

  /// A file as it was in another release; `nil` when that release, or the file in it, does not exist.
  func file(_ path: TreePath, at release: ReleaseName) -> FileTree.File?
}

/// A tree without a history: nothing was moved, there is no other release.
package struct NoHistory: UpstreamHistory {
  /// Makes one.
  package init() {}

  /// Always `nil`.
  package func destination(of path: TreePath) -> TreePath? { nil }

  /// Always `nil`.
  package func file(_ path: TreePath, at release: ReleaseName) -> FileTree.File? { nil }
}
