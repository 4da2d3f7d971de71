import Findings

/// Writes a page for a browser, to review from.
///
/// The page needs no network and no script, and its policy forbids both but for the script that it comes with, which
/// adds a search. Its lists have an upper bound on their length; what does not fit is left out with a notice in its place.
struct HTMLWriter {
  var budget: HTMLBudget
  /// Whether it is said by now how changes are shown.
  var hasControls = false

  /// The most bytes in UTF-8 that lists and changes take together unless something else is said.
  static let standardLimit = 4_000_000

  /// The page.
  ///
  /// - Parameter limit: the most bytes in UTF-8 that lists and changes take together.
  static func document(of page: Page, limit: Int = standardLimit) -> String {
    var writer = HTMLWriter(budget: HTMLBudget(limit: limit))
    let parts = page.sections.map { writer.part(of: $0) }
    return HTMLPage(title: page.name, version: page.version)
      .document(top: writer.summary(of: page), parts: parts)
  }

  private mutating func summary(of page: Page) -> HTML {
    let leftOut = budget.leftOut
    let top = page.top.map { html(of: $0, level: 3) }
    return tag(.section, .id("summary"), .labelled(by: "title")) {
      tag(.h1, .id("title")) { page.title }
      if let verdict = page.verdict {
        tag(.p, .class("verdict \(verdict.tone.rawValue)")) {
          tag(.strong) { verdict.sentence }
          " "
          HTML(verdict.consequence)
        }
      }
      if !page.counts.isEmpty { Self.counts(page.counts) }
      if leftOut > 0 {
        tag(.p, .class("notice")) {
          "\(Self.count(leftOut, "part")) did not fit into this page; each is missed in its place. "
          HTML(StyledText(sentence: "`--report report.json` has them all."))
        }
      }
      top
    }
  }

  /// How many findings there are of each severity, as links to them.
  private static func counts(_ counts: [(severity: Severity, count: Int)]) -> HTML {
    tag(.ul, .class("counts")) {
      counts.map { severity, count in
        tag(.li, .class(severity.rawValue)) {
          tag(.a, .jump(to: "\(severity.sectionID)")) {
            tag(.b) { String(count) }
            " \(severity.rawValue)\(count == 1 ? "" : "s")"
          }
        }
      }
    }
  }

  private mutating func part(of section: Section) -> HTMLPart {
    var body = HTML()
    // They are for all changes of the page, and stand above the first.
    if !hasControls, section.blocks.contains(where: \.hasDiff) {
      body.append(Self.controls)
      hasControls = true
    }
    let before = budget.leftOut
    for block in section.blocks { body.append(html(of: block, level: 3)) }
    if section.noun == "finding" { body.append(budget.notice(since: before, section.noun)) }
    return HTMLPart(id: section.id, title: section.title, count: section.count, body: body)
  }

  /// How changes are shown; the style sheet goes by which of the two is checked.
  private static var controls: HTML {
    tag(.div, .class("controls")) {
      tag(.fieldset, .class("views")) {
        tag(.legend) { "Changes" }
        tag(.input, .type("radio"), .name("view"), .id("view-split"), .checked, .autocompleteOff)
        tag(.label, .for("view-split")) { "In two columns" }
        tag(.input, .type("radio"), .name("view"), .id("view-unified"), .autocompleteOff)
        tag(.label, .for("view-unified")) { "Line under line" }
      }
      tag(.div, .id("folding"), .hidden) {
        tag(.button, .type("button"), .id("unfold")) { "Unfold all" }
        tag(.button, .type("button"), .id("fold")) { "Fold all" }
      }
    }
  }

  /// A block.
  ///
  /// - Parameter level: the level of headings in it.
  mutating func html(of block: Block, level: Int) -> HTML {
    switch block {
    case .text(let text), .line(let text): return tag(.p) { HTML(text) }
    case .prose(let paragraphs):
      return HTMLBuilder.buildArray(paragraphs.map { text in tag(.p) { HTML(text) } })
    case .source(let lines, _), .commands(let lines):
      return tag(.pre) {
        lines.map { line in HTMLBuilder.buildArray([HTML(VisibleText.escaped(line)), .lineFeed]) }
      }
    case .notice(let text): return tag(.p, .class("notice")) { HTML(text) }
    case .facts(let items): return facts(items)
    case .list(let list): return html(of: list, level: level)
    case .table(let table): return html(of: table)
    case .grid(let grid): return html(of: grid)
    case .finding(let finding):
      let piece = html(of: finding, level: level)
      return budget.take(piece) ? piece : HTML()
    case .diff(let text, let path): return HTMLDiff.html(of: text, path: path)
    case .group(let title, let blocks):
      let heading = HTML(Self.heading(level), [.class("cause")], content: Self.named(title))
      guard budget.take(heading, isCounted: false) else { return HTML() }
      return blocks.reduce(into: heading) { $0.append(html(of: $1, level: level + 1)) }
    case .folded(let title, let blocks, _):
      let body = HTMLBuilder.buildArray(blocks.map { html(of: $0, level: level) })
      return HTML(
        .details, [.class("more"), .open],
        content: tag(.summary) { HTML(title) } + tag(.div, .class("inside")) { body })
    case .explanation(let explanation, let severity): return html(of: explanation, severity)
    }
  }

  static func heading(_ level: Int) -> HTML.Tag { level == 3 ? .h3 : .h4 }

  /// What a heading says: never nothing, since those who hear the page go from one to the next.
  static func named(_ text: StyledText) -> HTML {
    text.plain.allSatisfy(\.isWhitespace) ? HTML("(no name)") : HTML(text)
  }

  private func facts(_ items: [Item]) -> HTML {
    tag(.dl, .class("facts")) {
      items.map { item in
        let label = item.label?.plain ?? ""
        return tag(.div) {
          tag(.dt) { label.prefix(1).uppercased() + label.dropFirst() }
          tag(.dd) { HTML(item.text) }
        }
      }
    }
  }

  private func html(of explanation: FindingExplanation, _ severity: Severity) -> HTML {
    // There are only so many codes: they are never left out, since findings lead here.
    tag(.article, .id(explanation.code.rawValue), .class("rule \(severity.rawValue)")) {
      tag(.h3) {
        tag(.span, .class("badge")) { explanation.code.rawValue }
        " "
        HTML(StyledText(sentence: explanation.title))
      }
      tag(.p) { HTML(StyledText(sentence: explanation.meaning)) }
      tag(.details) {
        tag(.summary) { "For example" }
        tag(.div, .class("inside example")) {
          tag(.pre) {
            explanation.example.map { line in HTML(line) + .lineFeed }
          }
        }
      }
      tag(.p, .class("label")) { "What to do" }
      tag(.ul) {
        explanation.advice.map { line in tag(.li) { HTML(StyledText(sentence: line)) } }
      }
    }
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
