/// A place in a file that a finding speaks of.
package struct Place: Sendable, Hashable, Codable {
  /// Which tree the file is in.
  package enum Tree: String, Sendable, Hashable, Codable, CaseIterable {
    case patchSet = "patch-set"
    case upstream
    case generated
    case deployment
  }

  /// Which tree the file is in.
  package var tree: Tree
  /// The path in that tree; in the patch set with its folder, `patches/network/patch.yaml`. The lock, which lies beside
  /// the patch set, counts as a file of it.
  package var path: String
  /// The release that an upstream file is looked at in.
  package var release: String?
  /// The line, counted from 1.
  package var line: Int?
  /// The column, counted from 1 in Unicode scalars.
  package var column: Int?
  /// The line's text.
  package var excerpt: String?

  /// Makes a place.
  package init(
    _ tree: Tree, _ path: String, release: String? = nil, line: Int? = nil, column: Int? = nil,
    excerpt: String? = nil
  ) {
    self.tree = tree
    self.path = path
    self.release = release
    self.line = line
    self.column = column
    self.excerpt = excerpt
  }
}
