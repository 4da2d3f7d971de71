import Findings

/// A piece of a page. Texts from outside are made visible when they become ``StyledText``.
indirect enum Block: Sendable {
  /// A paragraph.
  case text(StyledText)
  /// A line that is one for programs and in files, for instance a command.
  case line(StyledText)
  /// Paragraphs that are read one after the other.
  case prose([StyledText])
  /// Lines of a file as they are written, and the file that they are the whole of.
  case source([String], path: String? = nil)
  /// Commands to copy, one after the other.
  case commands([String])
  /// What must not be passed over.
  case notice(StyledText)
  /// Facts, each with a label.
  case facts([Item])
  /// Things one under the other.
  case list(List)
  /// Rows and columns.
  case table(Table)
  /// What becomes of many things at many places: a sign for each where there is little room.
  case grid(Grid)
  /// A finding.
  case finding(FindingBlock)
  /// A change, as a unified diff.
  case diff(String, path: String)
  /// Blocks under a heading of their own, for instance a commit that is behind them.
  case group(StyledText, [Block])
  /// What is there for those who want to know. Background goes to the end where room is short.
  case folded(StyledText, [Block], isBackground: Bool)
  /// What a code means.
  case explanation(FindingExplanation, Severity)

  /// Whether there is a change in it.
  var hasDiff: Bool {
    switch self {
    case .diff: true
    case .list(let list): list.items.contains { $0.details.contains(where: \.hasDiff) }
    case .group(_, let blocks), .folded(_, let blocks, _): blocks.contains(where: \.hasDiff)
    case .text, .line, .prose, .source, .commands, .notice, .facts, .table, .grid, .finding,
      .explanation:
      false
    }
  }
}

/// One of several things.
struct Item: Sendable {
  /// What it is or what became of it, in a word or two.
  var label: StyledText?
  /// The thing.
  var text: StyledText
  /// What is good to know about it.
  var aside: StyledText?
  /// How it is taken.
  var tone: Tone?
  /// Things that belong to it.
  var children: [Item] = []
  /// What there is to read about it.
  var details: [Block] = []
  /// Whether its details are shown at once where they can be folded.
  var isOpen = false
  /// Whether it is something to do, with a box to tick where there are such.
  var isTask = false

  init(
    _ text: StyledText, label: StyledText? = nil, aside: StyledText? = nil, tone: Tone? = nil,
    children: [Item] = [], details: [Block] = [], isOpen: Bool = false
  ) {
    self.label = label
    self.text = text
    self.aside = aside
    self.tone = tone
    self.children = children
    self.details = details
    self.isOpen = isOpen
  }

  /// A text with a label.
  init(_ label: String, _ text: StyledText) {
    self.init(text, label: StyledText(label, .faint))
  }
}

/// Things one under the other.
struct List: Sendable {
  /// What one of them is, `file`.
  var noun: String
  /// The things.
  var items: [Item]
  /// Whether items with the same label stand together under it where there is room for headings.
  var isGrouped = false
  /// With more items it is folded where that can be done.
  var foldsAbove: Int?

  init(_ noun: String, _ items: [Item], isGrouped: Bool = false, foldsAbove: Int? = nil) {
    self.noun = noun
    self.items = items
    self.isGrouped = isGrouped
    self.foldsAbove = foldsAbove
  }
}

/// Rows and columns. Where the columns are too wide, a row becomes a thing with labelled facts.
struct Table: Sendable {
  /// A row.
  struct Row: Sendable {
    /// The cells, each of lines.
    var cells: [[StyledText]]
    /// How it is taken.
    var tone: Tone?

    init(_ cells: [StyledText], tone: Tone? = nil) {
      self.init(lines: cells.map { [$0] }, tone: tone)
    }

    init(lines cells: [[StyledText]], tone: Tone? = nil) {
      self.cells = cells
      self.tone = tone
    }
  }

  /// What it is called for those who hear the page.
  var name: String
  /// What a row is, `variable`.
  var noun: String
  /// The headings.
  var columns: [String]
  /// The rows.
  var rows: [Row]
  /// With more rows it is folded where that can be done.
  var foldsAbove: Int?
  /// The columns on the terminal that the last cell of a row needs at least, to be wrapped.
  var leastLast = 24

  init(
    _ name: String, noun: String, columns: [String], foldsAbove: Int? = nil, _ rows: [Row]
  ) {
    self.name = name
    self.noun = noun
    self.columns = columns
    self.foldsAbove = foldsAbove
    self.rows = rows
  }
}

/// What becomes of many things at many places.
struct Grid: Sendable {
  /// What becomes of a thing at a place.
  struct Cell: Sendable {
    /// One or two characters.
    var sign: String
    /// The same in words.
    var words: String
    /// The class of its look in a browser.
    var name: String
    /// How it is taken.
    var tone: Tone
  }

  /// A place.
  struct Row: Sendable {
    var name: String
    /// How many places share the row; `nil` when each has its own.
    var count: Int?
    var cells: [Cell]
  }

  /// What it is called for those who hear the page.
  var name: String
  /// What a place is, `Release`.
  var corner: String
  /// The things.
  var columns: [String]
  /// The places.
  var rows: [Row]
  /// What the signs mean.
  var legend: String
}

/// A finding as it is shown.
struct FindingBlock: Sendable {
  /// A place in a file.
  struct PlaceBlock: Sendable {
    /// The place in words.
    var text: StyledText
    /// What stands there.
    var excerpt: String?
    /// The file, by which the excerpt is coloured.
    var path: String
  }

  var severity: Severity
  var code: FindingCode
  var headline: StyledText
  var places: [PlaceBlock]
  var evidence: [String]
  var causes: [StyledText]
  var advice: [String]
  var diff: String?
}
