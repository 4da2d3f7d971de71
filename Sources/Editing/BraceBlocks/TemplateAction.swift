/// An action of a Go template: `{{ … }}`, with its place in the source.
public struct TemplateAction: Sendable, Hashable {
  /// What an action does to the flow of the template.
  public enum Kind: Sendable, Hashable {
    /// `if`, `range`, `with`, `define` or `block`: has an `end`.
    case open
    /// `else`, `else if …`, `else with …`.
    case otherwise
    case end
    /// A comment.
    case comment
    /// An assignment or declaration: puts nothing out.
    case assignment
    /// Anything else: puts a value out.
    case output
  }

  /// The bytes, delimiters included.
  public let span: Range<Int>
  /// The text between the delimiters, without trim markers, whitespace folded.
  public let text: String
  /// What it does to the flow of the template.
  public let kind: Kind
  /// Whether it removes the whitespace before it: `{{-`.
  public let trimsBefore: Bool
  /// Whether it removes the whitespace behind it: `-}}`.
  public let trimsAfter: Bool
  /// The bytes between the delimiters and trim markers.
  let content: Range<Int>
}
