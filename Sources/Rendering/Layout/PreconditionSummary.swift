import Findings
import Reports

/// What has to be done before containers are started, in as few lines as a person reads.
///
/// Where not all of it fits, lists of names are cut. What is lost otherwise is shown as a whole, as far as that leaves room. Then each kind has its first point, and what
/// is left is filled up in order. The rest is counted, by kind.
struct PreconditionSummary {
  /// What is shown.
  let items: [Item]
  /// How much more there is; `nil` for nothing.
  let rest: String?

  /// More lines are not shown.
  private static let mostLines = 15
  /// So many of them may be about data, however much else there is.
  private static let mostLinesOfData = 7
  /// The columns of a terminal that have room for what a point says: behind the longest label.
  private static let width = 80 - 11

  /// A point as short as it gets, and its lines.
  private struct Entry {
    let point: ReportedPrecondition
    let item: Item
    let lines: Int
    let isShortened: Bool
    /// Whether it stands below the heading of all data that moves.
    let isMove: Bool
  }

  init(_ points: [ReportedPrecondition]) {
    let whole = points.map(Self.item)
    guard whole.reduce(0, { $0 + Self.lines(of: $1.text) }) > Self.mostLines else {
      (items, rest) = (whole, nil)
      return
    }
    let data = points.filter { $0.kind == .data && $0.move != nil }
    let entries = points.map { Self.entry($0, isMove: data.count > 1 && data.contains($0)) }
    var shown: Set<Int> = []
    var rest: String?
    // What is left out takes a line as well, or two.
    for lines in 0...2 {
      shown = Self.most(of: entries, in: Self.mostLines - lines)
      rest = Self.rest(of: entries, without: shown)
      if rest.map({ Self.lines(of: StyledText($0), width: 78) }) ?? 0 <= lines { break }
    }
    self.rest = rest
    let chosen = entries.indices.filter(shown.contains).map { entries[$0] }
    let moves = chosen.filter { $0.isMove }
    items =
      (moves.isEmpty ? [] : [Self.heading(of: moves.map(\.item), data)])
      + chosen.filter { !$0.isMove }.map(\.item)
  }

  /// The points that fit into some lines.
  private static func most(of entries: [Entry], in lines: Int) -> Set<Int> {
    var shown: Set<Int> = []
    var left = lines
    var hasHeading = false
    func take(_ index: Int, keeping kept: Int = 0) {
      let entry = entries[index]
      let cost = entry.lines + (entry.isMove && !hasHeading ? headingLines : 0)
      guard !shown.contains(index), cost <= left - kept else { return }
      left -= cost
      hasHeading = hasHeading || entry.isMove
      shown.insert(index)
    }
    for index in entries.indices where entries[index].point.kind == .data {
      take(index, keeping: lines - mostLinesOfData)
    }
    for kind in ReportedPrecondition.Kind.allCases {
      let all = entries.indices.filter { entries[$0].point.kind == kind }
      guard !all.contains(where: shown.contains) else { continue }
      // One that is long makes way for a shorter one.
      for index in all where !all.contains(where: shown.contains) { take(index) }
    }
    for index in entries.indices { take(index) }
    return shown
  }

  // MARK: Points

  /// A point with all that it says.
  static func item(of point: ReportedPrecondition) -> Item {
    var text = StyledText()
    if !point.services.isEmpty {
      text.append("\(point.services.joined(separator: ", ")): ", .strong)
    }
    text.append(contentsOf: sentence(of: point))
    return labelled(text, as: point.kind)
  }

  private static func labelled(_ text: StyledText, as kind: ReportedPrecondition.Kind) -> Item {
    var item = Item(text)
    switch kind {
    case .breaks: item.label = StyledText("breaks", .severity(.warning))
    case .restart, .command: item.label = StyledText("then", .faint)
    case .data, .folders, .ports, .variables, .required, .files:
      item.label = StyledText("☐ first", .strong)
      item.isTask = true
    }
    return item
  }

  private static func sentence(of point: ReportedPrecondition) -> StyledText {
    var text = StyledText(sentence: point.text)
    if let otherwise = point.otherwise { text.append(sentence: "; else \(otherwise)") }
    return text
  }

  private static func entry(_ point: ReportedPrecondition, isMove: Bool) -> Entry {
    if isMove, let move = point.move {
      let text = StyledText(sentence: "`\(move.from)` → `\(move.to)`")
      return Entry(
        point: point, item: Item(text), lines: lines(of: text), isShortened: false, isMove: true)
    }
    let whole = item(of: point)
    let sentence = sentence(of: point)
    let names = CodeList(sentence)
    func text(_ services: Int, _ shown: Int) -> StyledText {
      var text = StyledText()
      if !point.services.isEmpty {
        text.append("\(shortened(point.services, to: services)): ", .strong)
      }
      text.append(contentsOf: names?.shortened(to: shown) ?? sentence)
      return text
    }
    let mostNames = names?.count ?? 1
    let least = lines(of: text(0, 1))
    guard lines(of: whole.text) > least else {
      return Entry(
        point: point, item: whole, lines: least, isShortened: false, isMove: false)
    }
    // As many names as cost no further line.
    let shown =
      (1...mostNames).last { count in lines(of: text(0, count)) <= least } ?? 1
    let services =
      (0...point.services.count).last { lines(of: text($0, shown)) <= least } ?? 0
    return Entry(
      point: point, item: labelled(text(services, shown), as: point.kind), lines: least,
      isShortened: true, isMove: false)
  }

  /// So many of some services, the others counted; with none of them all are.
  private static func shortened(_ services: [String], to count: Int) -> String {
    guard count < services.count, services.count > 1 else {
      return services.joined(separator: ", ")
    }
    guard count > 0 else { return "\(services.count) services" }
    return services.prefix(count).joined(separator: ", ") + " and \(services.count - count) more"
  }

  // MARK: Data that moves

  private static let headingLines = 1

  private static func heading(of moves: [Item], _ points: [ReportedPrecondition]) -> Item {
    let otherwise = points.lazy.compactMap(\.otherwise).first
    var item = labelled(
      StyledText(sentence: "move this data" + (otherwise.map { "; else \($0)" } ?? "") + ":"),
      as: .data)
    item.children = moves
    return item
  }

  // MARK: What is left out

  private static func rest(of entries: [Entry], without shown: Set<Int>) -> String? {
    let left = entries.indices.filter { !shown.contains($0) }.map { entries[$0].point.kind }
    let whole = ", with --verbose or in a report"
    guard !left.isEmpty else {
      let isShortened = entries.contains { $0.isShortened }
      return isShortened ? "all names\(whole)" : nil
    }
    let counts = ReportedPrecondition.Kind.allCases.compactMap { kind -> String? in
      let count = left.count { $0 == kind }
      return count == 0 ? nil : Report.count(count, noun(of: kind))
    }
    return "and \(left.count) more\(whole): \(counts.joined(separator: ", "))"
  }

  private static func noun(of kind: ReportedPrecondition.Kind) -> String {
    switch kind {
    case .data: "move"
    case .breaks: "breaking change"
    case .folders: "folder"
    case .ports: "port"
    case .variables: "variable"
    case .required: "condition"
    case .files: "file"
    case .restart: "automatic step"
    case .command: "command"
    }
  }

  /// How many lines a text takes when it is broken at spaces.
  private static func lines(of text: StyledText, width: Int = Self.width) -> Int {
    var lines = 1
    var used = 0
    let plain = text.runs.map { $0.isQuoted ? "`\($0.text)`" : $0.text }.joined()
    for word in plain.split(separator: " ") {
      let length = word.unicodeScalars.count
      if used > 0, used + 1 + length > width {
        lines += 1
        used = 0
      }
      used += used == 0 ? length : length + 1
      // A word that is longer than a line is broken.
      lines += (used - 1) / width
      used = (used - 1) % width + 1
    }
    return lines
  }
}

/// A list of names in a sentence, `a`, `b` and `c`, each of them code: the longest there is.
private struct CodeList {
  private let text: StyledText
  private let range: Range<Int>

  /// Finds it; `nil` where there is none.
  init?(_ text: StyledText) {
    var longest = 0..<0
    var start: Int?
    for (index, run) in text.runs.enumerated() {
      if run.isQuoted {
        start = start ?? index
        if let start, index + 1 - start > longest.count { longest = start..<(index + 1) }
      } else if run.text != ", ", run.text != " and " {
        start = nil
      }
    }
    guard longest.count > 1 else { return nil }
    (self.text, range) = (text, longest)
  }

  /// How many names there are.
  var count: Int { (range.count + 1) / 2 }

  /// The sentence with so many of the names, the others counted.
  func shortened(to count: Int) -> StyledText {
    guard count < self.count else { return text }
    var runs = Array(text.runs[..<range.lowerBound])
    for (index, run) in text.runs[range].filter(\.isQuoted).prefix(count).enumerated() {
      if index > 0 { runs.append(StyledText.Run(text: ", ", style: .plain)) }
      runs.append(run)
    }
    runs.append(StyledText.Run(text: " and \(self.count - count) more", style: .plain))
    return StyledText(runs: runs + text.runs[range.upperBound...])
  }
}
