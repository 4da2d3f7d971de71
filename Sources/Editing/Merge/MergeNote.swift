/// Something that a merge settles by itself, and that should be known.
package struct MergeNote: Sendable, Hashable {
  /// What it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Upstream changed a file or a part of one that was deleted locally; it stays deleted.
    case deletedLocally
    /// Upstream changed a default that ours sets to something of its own.
    case defaultChanged
    /// The file was merged by lines, since a change has no place in its structure.
    case mergedByLines
  }

  /// What it is.
  package let kind: Kind
  /// The file's path.
  package let file: String
  /// The part of it, for example `services.web`; `nil` for the whole file.
  package let node: String?

  /// Makes a note.
  package init(_ kind: Kind, _ file: String, node: String? = nil) {
    (self.kind, self.file, self.node) = (kind, file, node)
  }
}
