/// A variable in an env file, set or commented out.
///
/// Its description is the name alone, so that a value is not printed by accident.
package struct EnvEntry: Sendable, Hashable, CustomStringConvertible {
  /// The variable.
  package let name: String
  /// The value as written, quotes included, without a comment behind it.
  package let rawValue: String
  /// The value after quotes and escapes are resolved; its variables are not replaced.
  package let value: String
  /// What is interpolated to get the value that Compose uses, with `$$` for a dollar sign; `nil` in single quotes, where
  /// nothing is.
  package let template: String?
  /// Whether the line is commented out: `#NAME=value`.
  package let isCommentedOut: Bool
  /// The comment directly above, without `#`; empty when there is none.
  package let comment: [String]
  /// The bytes of the entry, from the start of its line to the end of its value, line ending left out.
  package let span: Range<Int>
  /// The bytes of the value.
  package let valueSpan: Range<Int>
  /// The bytes of the comment directly above with its line endings.
  package let commentSpan: Range<Int>
  /// Whether `export` stands before the name.
  package let isExported: Bool

  /// The name.
  package var description: String { name }
}

extension EnvEntry {
  /// The lines that it stands on.
  func lines(in text: SourceText) -> Range<Int> {
    let first = text.lineIndex(at: span.lowerBound)
    return first..<text.lineIndex(at: max(span.lowerBound, span.upperBound - 1)) + 1
  }
}

/// A part of an env file under a heading of the form `#`, `# Title`, `#`.
package struct EnvSection: Sendable, Hashable {
  /// The heading's first line.
  package let title: String
  /// The bytes from the heading to the next one, or to the end.
  package let span: Range<Int>
}
