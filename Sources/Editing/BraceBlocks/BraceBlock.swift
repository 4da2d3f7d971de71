/// A block in braces: `conference { … }`.
package struct BraceBlock: Sendable, Hashable {
  /// The full path.
  package let path: BracePath
  /// The template branches around it, outermost first.
  package let guards: [TemplateGuard]
  /// The bytes from its key to behind its closing brace.
  package let span: Range<Int>
  /// The bytes between its braces.
  package let body: Range<Int>
  /// Where the body of the block around it begins; -1 at the top.
  let parent: Int
}

/// An assignment: `use-random-name = true`.
package struct BraceSetting: Sendable, Hashable {
  /// The full path.
  package let path: BracePath
  /// The value as written, template actions and quotes included.
  package let value: String
  /// Whether it adds to a list, with `+=`.
  package let isAppending: Bool
  /// The template branches around it, outermost first.
  package let guards: [TemplateGuard]
  /// The bytes from its key to the end of its value.
  package let span: Range<Int>
  /// The bytes of its value.
  package let valueSpan: Range<Int>
  /// Where the body of the block around it begins; -1 at the top.
  let parent: Int
}
