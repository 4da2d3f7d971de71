package import GitKit

/// What may be true of upstream: decides between variants, or is assumed.
package protocol Condition: Sendable {
  /// What is said, for people: `` jibri/Dockerfile contains `awscli` ``.
  var statement: String { get }

  /// What a manifest means by it at a release, whose name `@release@` stands for.
  func at(_ release: ReleaseName) -> any Condition

  /// Whether it is true of a release's files as upstream tagged them; for what it means at that release.
  func holds(in upstream: FileTree) -> Bool

  /// The file that it speaks of, where it is one.
  var file: TreePath? { get }

  /// The file or folder that alone decides whether it holds; `nil` when there is no such one.
  var subject: TreePath? { get }
}

extension Condition {
  /// The condition itself.
  package func at(_ release: ReleaseName) -> any Condition { self }

  /// The file.
  package var subject: TreePath? { file }
}
