package import GitKit

/// What may be true of upstream: decides between variants, or is assumed.
package protocol Condition: Sendable {
  /// What is said, for people: `` jibri/Dockerfile contains `awscli` ``.
  var statement: String { get }

  /// Whether it is true of a release's files as upstream tagged them.
  func holds(in upstream: FileTree) -> Bool

  /// The file that it speaks of, where it is one.
  var file: TreePath? { get }

  /// The file or folder that alone decides whether it holds; `nil` when there is no such one.
  var subject: TreePath? { get }
}

extension Condition {
  /// The file.
  package var subject: TreePath? { file }
}
