/// A block in braces: `conference { … }`.
public struct BraceBlock: Sendable, Hashable {
  /// The full path.
  public let path: BracePath
  /// The template branches around it, outermost first.
  public let guards: [TemplateGuard]
  /// The bytes from its key to behind its closing brace.
  public let span: Range<Int>
  /// The bytes between its braces.
  public let body: Range<Int>
  /// Where the body of the block around it begins; -1 at the top.
  let parent: Int
}

/// An assignment: `use-random-name = true`.
public struct BraceSetting: Sendable, Hashable {
  /// The full path.
  public let path: BracePath
  /// The value as written, template actions and quotes included.
  public let value: String
  /// Whether it adds to a list, with `+=`.
  public let isAppending: Bool
  /// The template branches around it, outermost first.
  public let guards: [TemplateGuard]
  /// The bytes from its key to the end of its value.
  public let span: Range<Int>
  /// The bytes of its value.
  public let valueSpan: Range<Int>
  /// Where the body of the block around it begins; -1 at the top.
  let parent: Int
}
