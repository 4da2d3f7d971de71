import Editing
package import GitKit

/// Something that upstream changed, and that the deployment keeps in its own way.
package struct MergeNote: Sendable, Hashable {
  /// What it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Upstream changed a file or a part of one that was deleted by hand; it stays deleted.
    case deletedByHand
    /// Upstream changed a default that the deployment sets to something of its own.
    case defaultChanged
    /// The file was merged by lines, since a change has no place in its structure.
    case mergedByLines
  }

  /// What it is.
  package let kind: Kind
  /// The file.
  package let path: TreePath
  /// The part of it; `nil` for the whole file.
  package let node: String?
}

extension MergeNote {
  init(_ path: TreePath, _ note: NodeNote) {
    let kind: Kind =
      switch note.kind {
      case .deletedByHand: .deletedByHand
      case .defaultChanged: .defaultChanged
      }
    self.init(kind: kind, path: path, node: note.path)
  }
}
