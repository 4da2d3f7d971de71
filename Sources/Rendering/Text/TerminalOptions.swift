/// What a text is laid out for: a terminal, or a file without colours.
public struct TerminalOptions: Sendable, Hashable {
  /// The number of columns that no line exceeds: 20 or more.
  public let width: Int
  /// Whether colours and weights are used (SGR).
  public let usesColour: Bool
  /// Whether commits are made links (OSC 8).
  public let usesHyperlinks: Bool

  /// Makes options; a width below 20 is taken for 20.
  public init(width: Int = 80, usesColour: Bool = false, usesHyperlinks: Bool = false) {
    self.width = max(20, width)
    self.usesColour = usesColour
    self.usesHyperlinks = usesHyperlinks
  }

  /// 80 columns, nothing but characters.
  public static let plain = TerminalOptions()
}
