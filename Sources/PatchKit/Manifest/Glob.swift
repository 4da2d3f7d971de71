public import GitKit

/// A pattern for whole paths: `*` and `?` within a name, `**` over any number of names, `[a-z]`, `{a,b}`.
public struct Glob: Sendable, Hashable, CustomStringConvertible {
  /// The pattern as written.
  public let text: String

  /// Makes a glob of its text.
  ///
  /// - Throws: ``GlobError`` when it is not well formed or beyond the limits.
  public init(_ text: String) throws(GlobError) {
    self.text = text
  }

  /// The pattern as written.
  public var description: String { text }

  /// Whether the glob matches a whole path.
  public func matches(_ path: TreePath) -> Bool { matches(path.text) }

  /// Whether the glob matches a whole text, for example the name of a tag.
  public func matches(_ text: String) -> Bool { text == self.text }
}

/// Why a text is not a glob.
public struct GlobError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rule that is not met.
  public let description: String
}
