/// A place in a file that a finding speaks of.
public struct Place: Sendable, Hashable, Codable {
  /// Which tree the file is in.
  public enum Tree: String, Sendable, Hashable, Codable, CaseIterable {
    case patchSet = "patch-set"
    case upstream
    case generated
    case deployment
  }

  /// Which tree the file is in.
  public var tree: Tree
  /// The path in that tree; in the patch set with its folder, `patches/network/patch.yaml`. The lock, which lies beside
  /// the patch set, counts as a file of it.
  public var path: String
  /// The release that an upstream file is looked at in.
  public var release: String?
  /// The line, counted from 1.
  public var line: Int?
  /// The column, counted from 1 in Unicode scalars.
  public var column: Int?
  /// The line's text.
  public var excerpt: String?

  /// Makes a place.
  public init(
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
