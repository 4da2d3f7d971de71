/// A line of text in pieces, each with its meaning; what comes from outside is made visible on the way in.
public struct StyledText: Sendable {
  /// A piece of one look.
  struct Run: Sendable {
    /// What is shown.
    var text: String
    /// What it means.
    var style: Style
    /// Where it leads.
    var link: String?
  }

  /// The pieces in order.
  private(set) var runs: [Run] = []

  /// Makes a text of pieces that are visible already.
  init(runs: [Run]) {
    self.runs = runs
  }

  /// Makes a text of one piece.
  public init(_ text: String = "", _ style: Style = .plain) {
    append(text, style)
  }

  /// Adds a piece.
  public mutating func append(_ text: String, _ style: Style = .plain, link: String? = nil) {
    guard !text.isEmpty else { return }
    runs.append(Run(text: VisibleText.escaped(text), style: style, link: link))
  }

  /// Adds a sentence in which what stands between backticks is code.
  public mutating func append(sentence: String, _ style: Style = .plain) {
    let parts = sentence.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isCode = index % 2 == 1 && index + 1 < parts.count
      let isOpen = index % 2 == 1 && !isCode
      append(
        isCode ? "`\(part)`" : isOpen ? "`\(part)" : String(part),
        isCode && style == .plain ? .code : style)
    }
  }

  /// Adds the pieces of another text.
  public mutating func append(contentsOf other: StyledText) {
    runs += other.runs
  }

  /// The columns it takes on one line.
  public var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// The text with colours and links as a terminal takes them.
  func rendered(for terminal: TerminalOptions) -> String {
    var result = ""
    for run in runs {
      var text = terminal.usesColour ? run.style.applied(to: run.text) : run.text
      if terminal.usesHyperlinks, let link = run.link {
        text = "\u{1B}]8;;\(link)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
      }
      result += text
    }
    return result
  }
}
