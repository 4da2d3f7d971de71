/// What is set at a place of a compose file, and what may stand there before.
package struct ComposeSetting: Sendable {
  /// What may stand at a place that is set.
  package enum Before: Sendable {
    /// Anything, or nothing.
    case anything
    /// Nothing, or what is set.
    case nothing
    /// This, or what is set.
    case value(YAMLSnippet)
  }

  /// The names on the way from the top of the file.
  package let path: [String]
  /// The value.
  package let value: YAMLSnippet
  /// The lines of the comment above it, without `#`; `nil` to leave what is there.
  package let comment: [String]?
  /// What may stand there before.
  package let before: Before
  /// The entry beside which a new one goes; `nil` for the end.
  package let neighbour: ComposeNeighbour?

  /// Makes a setting.
  package init(
    _ path: [String], to value: YAMLSnippet, comment: [String]? = nil, before: Before = .anything,
    neighbour: ComposeNeighbour? = nil
  ) {
    (self.path, self.value, self.comment) = (path, value, comment)
    (self.before, self.neighbour) = (before, neighbour)
  }
}
