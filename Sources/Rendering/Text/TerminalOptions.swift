/// What a text is laid out for: a terminal, or a file without colours.
package struct TerminalOptions: Sendable, Hashable {
  /// The number of columns that no line exceeds, but for words that are longer: 20 or more.
  package let width: Int
  /// Whether colours and weights are used (SGR).
  package let usesColour: Bool
  /// Whether commits are made links (OSC 8).
  package let usesHyperlinks: Bool
  /// Whether what is longer than a line is broken or cut off. For programs and files, names and commands stay whole.
  package let breaksWords: Bool

  /// Makes options; a width below 20 is taken for 20.
  package init(
    width: Int = 80, usesColour: Bool = false, usesHyperlinks: Bool = false,
    breaksWords: Bool = true
  ) {
    self.width = max(20, width)
    self.usesColour = usesColour
    self.usesHyperlinks = usesHyperlinks
    self.breaksWords = breaksWords
  }

  /// 80 columns, nothing but characters, words whole.
  package static let plain = TerminalOptions(breaksWords: false)
}
