package import GitKit

/// Why Compose would not run a project, or why it can't be known what it would run.
package struct ComposeProblem: Error, Sendable, Hashable {
  /// What kind of obstacle it is.
  package enum Kind: Sendable, Hashable {
    /// Compose refuses the files.
    case refused
    /// There is no compose file that Compose finds by itself.
    case absent
    /// A file that Compose reads lies outside of the deployment, or is larger than what is read.
    case unknown
  }

  /// What kind of obstacle it is.
  package let kind: Kind
  /// One sentence without the place; no value of a variable stands in it.
  package let message: String
  /// The file, from the deployment's folder.
  package let file: TreePath?
  /// The byte in the file.
  package let offset: Int?

  init(_ kind: Kind = .refused, _ message: String, file: TreePath? = nil, offset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.file = file
    self.offset = offset
  }

  init(_ message: String, at tree: ComposeTree) {
    self.init(.refused, message, file: tree.origin.file, offset: tree.origin.offset)
  }
}
