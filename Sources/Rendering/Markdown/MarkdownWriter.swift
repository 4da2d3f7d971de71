import Findings

/// Writes a page as the text of a pull request on GitHub: what has to be decided first, long lists folded.
///
/// The text is never longer than its limit. What does not fit is left out from the end, and counted. A section that is
/// long leaves room for those behind it: half of the text is divided equally among them, as far as they need it, and the
/// first ones have the rest.
struct MarkdownWriter {
  private var budget: MarkdownBudget
  private var leftOut = 0
  /// What is added when all else is, since it is long and the least missed.
  private var background: [Parts] = []

  /// So many things that belong to one are shown.
  private static let mostChildren = 8

  /// Parts of a page that are left out one by one.
  private struct Parts {
    var opening = ""
    var parts: [String]
    var closing = ""
    var noun: String
  }

  private init(limit: Int) {
    budget = MarkdownBudget(limit: limit)
  }

  /// The page within a limit in bytes.
  ///
  /// - Parameter rest: where what does not fit can be read, as a sentence.
  static func text(
    of page: Page, limit: Int, rest: String = "`--report report.json` has them all."
  ) -> String {
    let data = page.data ?? ""
    let limit = limit - data.utf8.count
    var writer = MarkdownWriter(limit: limit)
    writer.budget.add(head(of: page))
    for block in page.top { writer.add(parts(of: block, noun: "fact")) }
    let sections = page.sections.filter { !$0.isReference }
    let share = max(0, limit) / 2 / max(1, sections.count)
    let promises = sections.map { min(length(of: $0, upTo: limit), share) }
    writer.budget.promised = promises.reduce(0, +)
    for (section, promise) in zip(sections, promises) {
      writer.budget.promised -= promise
      writer.add(section)
    }
    for parts in writer.background { writer.add(parts) }
    if writer.leftOut > 0 {
      writer.budget.finish(
        "\n> [!NOTE]\n> \(count(writer.leftOut, "part")) did not fit here. \(rest)\n")
    }
    return writer.budget.text + data
  }

  /// How many bytes a section takes by itself, without what goes to the end.
  private static func length(of section: Section, upTo limit: Int) -> Int {
    var writer = MarkdownWriter(limit: limit)
    writer.add(section)
    return writer.budget.text.utf8.count
  }

  private static func head(of page: Page) -> String {
    var text = "## \(MarkdownText.plain(page.title))\n"
    guard let verdict = page.verdict else { return text }
    text += "\n**\(MarkdownText.plain(verdict.sentence)).**"
    if !verdict.consequence.isEmpty {
      let consequence = MarkdownText.line(verdict.consequence)
      text += " \(consequence)" + (consequence.hasSuffix(".") ? "" : ".")
    }
    return text + "\n"
  }

  private mutating func add(_ section: Section) {
    var opening = "\n### \(MarkdownText.plain(section.title))\n"
    for block in section.blocks {
      switch block {
      case .folded(_, _, isBackground: true):
        background.append(Self.parts(of: block, noun: section.noun))
        continue
      case .list(let list) where list.isGrouped: background += Self.changes(of: list)
      default: break
      }
      var parts = Self.parts(of: block, noun: section.noun)
      parts.opening = opening + parts.opening
      let before = budget.text.utf8.count
      add(parts)
      if budget.text.utf8.count > before { opening = "" }
    }
  }

  private mutating func add(_ parts: Parts) {
    leftOut += budget.add(parts.parts, opening: parts.opening, closing: parts.closing) {
      "\nAnd \(Self.count($0, parts.noun)) more.\n"
    }
  }

  private static func parts(of block: Block, noun: String) -> Parts {
    switch block {
    case .facts(let items):
      return Parts(opening: "\n", parts: items.map { item($0, capitalised: true) }, noun: noun)
    case .list(let list): return parts(of: list)
    case .table(let table): return parts(of: table)
    case .grid(let grid): return parts(of: grid)
    case .finding(let finding): return Parts(opening: "\n", parts: [item(finding)], noun: "finding")
    case .group(let title, let blocks):
      let texts = blocks.flatMap { block -> [String] in
        let parts = parts(of: block, noun: noun)
        guard let first = parts.parts.first else { return [] }
        // What has to be closed is shown as a whole.
        return parts.closing.isEmpty
          ? [parts.opening + first] + parts.parts.dropFirst()
          : [parts.opening + parts.parts.joined() + parts.closing]
      }
      return Parts(opening: "\n#### \(MarkdownText.line(title))\n", parts: texts, noun: noun)
    case .folded(let title, let blocks, _):
      let inner = blocks.map { parts(of: $0, noun: noun) }
      return Parts(
        opening: opening(of: MarkdownText.html(title.plain)) + (inner.first?.opening ?? ""),
        parts: inner.flatMap(\.parts), closing: (inner.last?.closing ?? "") + "\n</details>\n",
        noun: inner.first?.noun ?? noun)
    case .text(let text), .line(let text):
      return Parts(parts: ["\n\(MarkdownText.line(text))\n"], noun: noun)
    case .prose(let paragraphs):
      return Parts(parts: paragraphs.map { "\n\(MarkdownText.line($0))\n" }, noun: noun)
    case .source(let lines, let path):
      let text = lines.joined(separator: "\n")
      let language = path.map { SourceLanguage(path: $0).fence } ?? "yaml"
      return Parts(parts: ["\n" + MarkdownText.fenced(text, language: language)], noun: noun)
    case .commands(let lines):
      return Parts(
        parts: ["\n" + MarkdownText.fenced(lines.joined(separator: "\n"), language: "sh")],
        noun: noun)
    case .notice(let text):
      return Parts(parts: ["\n> [!NOTE]\n> \(MarkdownText.line(text))\n"], noun: noun)
    case .diff(let text, _):
      return Parts(parts: ["\n" + MarkdownText.fenced(text, language: "diff")], noun: noun)
    case .explanation: return Parts(parts: [], noun: noun)
    }
  }

  private static func opening(of title: String) -> String {
    "\n<details><summary>\(title)</summary>\n"
  }

  // MARK: Lists

  private static func parts(of list: List) -> Parts {
    var parts = Parts(opening: "\n", parts: [], noun: list.noun)
    let hasDetails = list.items.contains { !$0.details.isEmpty }
    guard hasDetails, !list.isGrouped else {
      parts.parts = list.items.map { item($0) }
      if let limit = list.foldsAbove, list.items.count > limit {
        parts.opening = opening(of: count(list.items.count, list.noun)) + "\n"
        parts.closing = "\n</details>\n"
      }
      return parts
    }
    parts.parts = list.items.map { $0.details.isEmpty ? "\n" + item($0) : folded($0) }
    parts.opening = ""
    return parts
  }

  /// What changed in the things of a list, which is read as a whole before.
  private static func changes(of list: List) -> [Parts] {
    var list = list
    list.items = list.items.filter { !$0.details.isEmpty }
    guard !list.items.isEmpty else { return [] }
    return [
      Parts(
        opening: "\n### Changes\n", parts: list.items.map { folded($0, isLabelled: false) },
        noun: list.noun)
    ]
  }

  private static func folded(_ item: Item, isLabelled: Bool = true) -> String {
    let inner = item.details.map { block in
      let parts = Self.parts(of: block, noun: "part")
      return parts.opening + parts.parts.joined() + parts.closing
    }
    let title = [isLabelled ? item.label?.plain : nil, item.text.plain].compactMap(\.self).joined(
      separator: " ")
    let aside = item.aside.map { " (\($0.plain))" } ?? ""
    return opening(of: MarkdownText.html(title + aside)) + inner.joined() + "\n</details>\n"
  }

  private static func item(_ item: Item, depth: Int = 0, capitalised: Bool = false) -> String {
    let indent = String(repeating: "  ", count: depth)
    // What is to be done has a box instead.
    var label = item.isTask ? "" : item.label.map { MarkdownText.line($0) } ?? ""
    if capitalised { label = label.prefix(1).uppercased() + label.dropFirst() }
    var text = label.isEmpty ? "" : label + ": "
    text += label.isEmpty ? MarkdownText.line(item.text) : MarkdownText.inline(item.text)
    if let aside = item.aside, !aside.isEmpty { text += " (\(MarkdownText.inline(aside)))" }
    text = "\(indent)- \(item.isTask ? "[ ] " : "")\(text)\n"
    for child in item.children.prefix(mostChildren) { text += Self.item(child, depth: depth + 1) }
    let rest = item.children.count - mostChildren
    if rest > 0 { text += "\(indent)  - and \(rest) more\n" }
    return text
  }

  private static func item(_ finding: FindingBlock) -> String {
    let name = "\(finding.severity.rawValue) \(finding.code.rawValue)"
    var text = "- **\(MarkdownText.plain(name))**: \(MarkdownText.inline(finding.headline))\n"
    for place in finding.places {
      text += "  - \(MarkdownText.line(place.text))"
      if let excerpt = place.excerpt { text += ": \(MarkdownText.code(excerpt))" }
      text += "\n"
    }
    for line in finding.evidence {
      text += "  - \(MarkdownText.line(StyledText(sentence: line)))\n"
    }
    for cause in finding.causes { text += "  - *cause:* \(MarkdownText.inline(cause))\n" }
    for line in finding.advice {
      text += "  - *advice:* \(MarkdownText.inline(StyledText(sentence: line)))\n"
    }
    return text
  }

  // MARK: Tables

  private static func parts(of table: Table) -> Parts {
    let isFolded = table.foldsAbove.map { table.rows.count > $0 } ?? false
    let fold = isFolded ? opening(of: count(table.rows.count, table.noun)) : ""
    return Parts(
      opening: fold + "\n" + row(table.columns.map { MarkdownText.plain($0) })
        + row(table.columns.map { _ in "---" }, spaced: false),
      parts: table.rows.map { line in
        row(
          zip(table.columns, line.cells).map { name, lines in
            // A mark is as telling without its weight.
            lines.map { name.isEmpty ? MarkdownText.plain($0.plain) : MarkdownText.line($0) }
              .joined(separator: "<br>")
          })
      }, closing: isFolded ? "\n</details>\n" : "", noun: table.noun)
  }

  private static func parts(of grid: Grid) -> Parts {
    let head = [MarkdownText.plain(grid.corner.lowercased())] + grid.columns.map(MarkdownText.code)
    return Parts(
      opening: "\n" + row(head) + row(head.map { _ in "---" }, spaced: false),
      parts: grid.rows.map { line in
        let name = line.count.map { $0 > 1 ? "\(line.name) (\($0))" : line.name } ?? line.name
        let cells = line.cells.map { cell in
          let words = MarkdownText.plain(cell.words)
          return cell.tone == .conflict ? "**\(words)**" : words
        }
        return row([MarkdownText.plain(name)] + cells)
      }, noun: "row")
  }

  private static func row(_ cells: [String], spaced: Bool = true) -> String {
    spaced ? "| \(cells.joined(separator: " | ")) |\n" : "|\(cells.joined(separator: "|"))|\n"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : noun.hasSuffix("ch") ? "es" : "s")"
  }
}
