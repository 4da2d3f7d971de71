/// A text in pieces, each with its meaning; what comes from outside is made visible on the way in.
package struct StyledText: Sendable {
  /// A piece of one look.
  struct Run: Sendable {
    /// What is shown.
    var text: String
    /// What it means.
    var style: Style
    /// Where it leads.
    var link: String?
    /// Whether it stands between backticks where there is no other way to set it off.
    var isQuoted = false
    /// Whether it is there for its link alone, and left out where a link's address is not seen.
    var isReference = false
  }

  /// The pieces in order.
  private(set) var runs: [Run] = []

  /// Makes a text of pieces that are visible already.
  init(runs: [Run]) {
    self.runs = runs
  }

  /// Makes a text of one piece.
  package init(_ text: String = "", _ style: Style = .plain, link: String? = nil) {
    append(text, style, link: link)
  }

  /// Makes a text of a sentence in which what stands between backticks is code.
  init(sentence: String) {
    append(sentence: sentence)
  }

  /// Adds a piece.
  package mutating func append(_ text: String, _ style: Style = .plain, link: String? = nil) {
    guard !text.isEmpty else { return }
    runs.append(Run(text: VisibleText.escaped(text), style: style, link: link))
  }

  /// Adds words that lead to a page, unless there is no such page.
  mutating func append(reference text: String, to page: String?) {
    guard let page else { return }
    runs.append(Run(text: " ", style: .plain, isReference: true))
    runs.append(
      Run(text: VisibleText.escaped(text), style: .plain, link: page, isReference: true))
  }

  /// Adds a sentence in which what stands between backticks is code.
  package mutating func append(sentence: String, _ style: Style = .plain) {
    // Made visible here: a text that is cut off for its length is cut off as a whole.
    let parts = VisibleText.escaped(sentence)
      .split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isCode = index % 2 == 1 && index + 1 < parts.count
      let isOpen = index % 2 == 1 && !isCode
      let text = isOpen ? "`\(part)" : String(part)
      guard isCode || !text.isEmpty else { continue }
      runs.append(
        Run(
          text: text, style: isCode && style == .plain ? .code : style, isQuoted: isCode))
    }
  }

  /// Adds the pieces of another text.
  mutating func append(contentsOf other: StyledText) {
    runs += other.runs
  }

  /// Texts with one between each two.
  static func joined(_ texts: [StyledText], by separator: String) -> StyledText {
    var result = StyledText()
    for (index, text) in texts.enumerated() {
      if index > 0 { result.append(separator) }
      result.append(contentsOf: text)
    }
    return result
  }

  /// The pieces one behind the other.
  static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(runs: left.runs + right.runs)
  }

  /// A text as it stands in a file or is typed.
  static func code(_ text: String, link: String? = nil) -> StyledText {
    StyledText(text, .code, link: link)
  }

  /// The text with another style; links and code stay what they are.
  func styled(_ style: Style) -> StyledText {
    StyledText(
      runs: runs.map { run in
        var run = run
        run.style = style
        return run
      })
  }

  /// Whether there is nothing in it.
  var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  /// The characters alone.
  var plain: String { runs.map(\.text).joined() }
}

extension StyledText: ExpressibleByStringLiteral {
  /// Makes a text of one piece.
  package init(stringLiteral text: String) {
    self.init(text)
  }
}
