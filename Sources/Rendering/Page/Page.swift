import Findings

/// What a command has to say, laid out once: text, Markdown and HTML write it, and none of them knows what it is about.
struct Page: Sendable {
  /// What it comes to, in one look.
  struct Verdict: Sendable {
    /// The verdict, `3 conflicts`.
    var text: String
    /// How it is taken.
    var tone: Tone
    /// What follows from it; nothing when the verdict says it all.
    var consequence = StyledText()
    /// Whether the two make one line in a terminal.
    var isOneLine = false
    /// Whether what it is on comes first there.
    var isSubjectFirst = false

    /// The verdict as a sentence begins; a path or a name keeps its letters.
    var sentence: String {
      let isName = text.prefix { $0 != " " }.contains { "/._".contains($0) }
      return isName ? text : text.prefix(1).uppercased() + text.dropFirst()
    }
  }

  /// What the page is called in a browser's tabs.
  var name: String
  /// The heading, `Upgrade: stable-9364-1 → stable-10184`.
  var title: String
  /// What the verdict is on, where it stands alone: the heading without the command.
  var subject: String?
  /// What it comes to; `nil` for a page that only tells something.
  var verdict: Verdict?
  /// How many findings there are of each severity.
  var counts: [(severity: Severity, count: Int)] = []
  /// What stands above the sections.
  var top: [Block] = []
  /// The parts with a heading.
  var sections: [Section] = []
  /// The version of the tool.
  var version: String
  /// What programs read out of the Markdown, as a comment.
  var data: String?
}

extension Page {
  /// A page that is a list and nothing else.
  init(list blocks: [Block]) {
    self.init(name: "", title: "", top: blocks, version: "")
  }
}

/// How a verdict, a row or an item is taken, from which its look follows.
enum Tone: String, Sendable {
  case good
  case news
  case note
  case warning
  case error
  case conflict
  case muted = "untouched"

  /// The style of a text of this tone.
  var style: Style {
    switch self {
    case .good: .success
    case .news: .changed
    case .note: .severity(.note)
    case .warning: .severity(.warning)
    case .error: .severity(.error)
    case .conflict: .severity(.conflict)
    case .muted: .faint
    }
  }
}

/// A part of a page with a heading.
struct Section: Sendable {
  /// Its place on a page of HTML.
  var id: StaticString
  /// Its heading.
  var title: String
  /// How many things it lists; `nil` when that says nothing.
  var count: Int?
  /// What one of them is, `finding`.
  var noun: String
  /// Whether it is there to look something up in, which only a page of HTML is long enough for.
  var isReference = false
  /// What stands below the heading.
  var blocks: [Block]

  init(
    _ id: StaticString, _ title: String, count: Int? = nil, noun: String = "part",
    isReference: Bool = false, _ blocks: [Block]
  ) {
    self.id = id
    self.title = title
    self.count = count
    self.noun = noun
    self.isReference = isReference
    self.blocks = blocks
  }
}
