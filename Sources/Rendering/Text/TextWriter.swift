import Findings

/// Writes a page for a terminal, or as text for a file: nothing is folded, and no row is cut off.
struct TextWriter {
  var page: TextPage
  /// Blocks that stand by themselves are indented at least so far.
  private var margin = 2

  /// Lists of items have labels up to so many columns.
  private static let widestLabel = 16
  /// The labels of facts have so many.
  private static let factColumn = 12

  init(_ terminal: TerminalOptions) {
    page = TextPage(terminal)
  }

  /// The page as text.
  static func text(of content: Page, for terminal: TerminalOptions) -> String {
    var writer = TextWriter(terminal)
    writer.writeHead(of: content)
    writer.writeBody(of: content)
    return writer.page.text
  }

  /// What the page comes to, in the first lines.
  mutating func writeHead(of content: Page) {
    guard let verdict = content.verdict else {
      if !content.title.isEmpty { page.add(StyledText(content.title, .heading)) }
      return
    }
    var line = StyledText(verdict.text, verdict.tone.style)
    if let subject = content.subject {
      line =
        verdict.isSubjectFirst
        ? StyledText("\(subject): ", .strong) + line : line + StyledText(": \(subject)", .strong)
    }
    if verdict.isOneLine, !verdict.consequence.isEmpty { line = line + "; " + verdict.consequence }
    page.add(line, hanging: 2)
    guard !verdict.isOneLine else { return }
    page.add(verdict.consequence, indent: 2)
    page.addBlank()
  }

  /// All but the head.
  mutating func writeBody(of content: Page) {
    // Below a verdict all else belongs to it, and so it is below a heading.
    margin = content.verdict == nil ? 0 : 2
    for block in content.top { write(block, indent: margin) }
    margin = 2
    for section in content.sections where !section.isReference {
      page.add(heading: section.title)
      for block in section.blocks { write(block) }
    }
  }

  /// Writes a block.
  mutating func write(_ block: Block, indent: Int = 0) {
    let inner = max(indent, margin)
    switch block {
    case .text(let text), .notice(let text): page.add(text, indent: inner)
    case .line(let text): page.add(verbatim: text, indent: indent)
    case .prose(let paragraphs):
      for paragraph in paragraphs {
        page.addBlank()
        page.add(paragraph, indent: indent)
      }
    case .source(let lines, .some):
      for line in lines { page.add(verbatim: StyledText(line)) }
    case .source(let lines, nil):
      for line in lines {
        let text = line.drop { $0 == " " }
        let indent = indent + line.utf8.count - text.utf8.count
        page.add(StyledText(String(text), .code), indent: indent, hanging: indent + 4)
      }
    case .commands(let lines):
      for line in lines { page.add(verbatim: .code(line), indent: indent) }
    case .facts(let items):
      for item in items { write(item, indent: inner, column: Self.factColumn) }
    case .list(let list): write(list, indent: inner)
    case .table(let table): write(table, indent: inner)
    case .grid(let grid): write(grid, indent: inner)
    case .finding(let finding):
      page.addBlank()
      write(finding, indent: indent)
    case .diff(let text, _): write(diff: text)
    case .group(let title, let blocks):
      page.addBlank()
      page.add(title + ":", indent: indent)
      for block in blocks { write(block, indent: indent + 2) }
    case .folded(let title, let blocks, _):
      page.addBlank()
      page.add(StyledText(title.plain, .faint), indent: inner)
      for block in blocks { write(block, indent: inner) }
    case .explanation(let explanation, let severity): write(explanation, severity)
    }
  }

  private mutating func write(_ list: List, indent: Int) {
    let column = Self.column(of: list.items)
    for item in list.items {
      if !item.details.isEmpty, !list.isGrouped { page.addBlank() }
      write(item, indent: indent, column: column)
      guard !list.isGrouped else { continue }
      for block in item.details { write(block, indent: indent + max(2, column)) }
    }
    // A list of files is read as a whole before what changed in them.
    guard list.isGrouped else { return }
    for item in list.items {
      for block in item.details {
        page.addBlank()
        write(block)
      }
    }
  }

  private mutating func write(_ item: Item, indent: Int, column: Int) {
    var line = item.label.map { $0.padded(to: column) } ?? StyledText()
    line.append(contentsOf: item.text)
    if let aside = item.aside, !aside.isEmpty { line.append(" (\(aside.plain))", .faint) }
    let inner = indent + (item.label == nil ? 4 : column)
    page.add(line, indent: indent, hanging: item.label == nil ? indent + 2 : inner)
    let next = Self.column(of: item.children)
    for child in item.children { write(child, indent: inner, column: next) }
  }

  /// The columns of the labels of items, with the gap behind them.
  private static func column(of items: [Item]) -> Int {
    items.compactMap { $0.label?.width }.filter { $0 <= widestLabel }.max().map { $0 + 2 } ?? 0
  }

  private mutating func write(diff text: String) {
    for line in VisibleText.lines(text) {
      page.add(verbatim: StyledText(line, Self.style(ofDiff: line)), hanging: 4)
    }
  }

  private static func style(ofDiff line: String) -> Style {
    if line.hasPrefix("+++") || line.hasPrefix("---") { return .strong }
    if line.hasPrefix("@@") { return .code }
    if line.hasPrefix("+") { return .added }
    if line.hasPrefix("-") { return .removed }
    return .plain
  }

  private mutating func write(_ explanation: FindingExplanation, _ severity: Severity) {
    var title = StyledText(
      "\(explanation.code.rawValue) (\(severity.rawValue))", .severity(severity))
    title.append(": ", .strong)
    title.append(sentence: explanation.title, .strong)
    page.add(title, hanging: 4)
    page.addBlank()
    page.add(StyledText(sentence: explanation.meaning))
    page.add(heading: "For example")
    for line in explanation.example { write(example: line, severity) }
    page.add(heading: "What to do")
    for advice in explanation.advice {
      page.add("- " + StyledText(sentence: advice), indent: 2, hanging: 4)
    }
  }

  /// Writes a line of an example in the colours of a finding.
  private mutating func write(example line: String, _ severity: Severity) {
    let body = line.drop { $0 == " " }
    let depth = line.count - body.count
    var text = StyledText()
    var rest = body
    if let mark = ["--> ", "= cause: ", "= ", "|  "].first(where: body.hasPrefix) {
      text.append(mark, .faint)
      rest = body.dropFirst(mark.count)
    } else if let colon = body.firstRange(of: ": "), depth == 0 {
      text.append(String(body[..<colon.lowerBound]), .severity(severity))
      rest = body[colon.lowerBound...]
    }
    text.append(sentence: String(rest), depth == 0 ? .strong : .plain)
    page.add(text, indent: depth + 2, hanging: depth == 0 ? 6 : depth + 4)
  }
}
