import Editing
import Findings

extension HTMLWriter {
  /// A change of more lines than this is folded.
  private static let longestOpen = 500

  /// Things one under the other; those with the same label together where they have a place of their own.
  mutating func html(of list: List, level: Int) -> HTML {
    guard list.isGrouped else { return html(of: list.items, list.noun, level: level) }
    var result = HTML()
    var rest = list.items[...]
    while let label = rest.first?.label?.plain {
      let group = rest.prefix { $0.label?.plain == label }
      let body = html(of: group.map(\.withoutLabel), list.noun, level: level + 1)
      result.append(
        tag(.section, .class("group")) {
          HTML(Self.heading(level), []) {
            label.prefix(1).uppercased() + label.dropFirst()
            " "
            tag(.span, .class("count")) { String(group.count) }
          }
          body
        })
      rest = rest.dropFirst(group.count)
    }
    return result
  }

  private mutating func html(of items: [Item], _ noun: String, level: Int) -> HTML {
    var result = HTML()
    let cards = items.filter { !$0.details.isEmpty }
    if !cards.isEmpty {
      // What is left out is counted with the card that it is in.
      var inner = HTMLWriter(budget: HTMLBudget(limit: budget.room))
      result = budget.taking(cards, noun) { inner.card($0, level: level) }
    }
    let lines = items.filter(\.details.isEmpty)
    guard !lines.isEmpty else { return result }
    let isPlain = lines.allSatisfy { $0.label == nil && $0.children.isEmpty }
    result.append(
      tag(.ul, .class(isPlain ? "plain" : "list")) {
        budget.taking(lines, noun, in: .list) { item in Self.line(item, isSearched: true) }
      })
    return result
  }

  private static func line(_ item: Item, isSearched: Bool = false) -> HTML {
    var attributes = item.tone.map { [HTML.Attribute.class($0.rawValue)] } ?? []
    if isSearched { attributes.append(.searched) }
    return HTML(.li, attributes) {
      if let label = item.label {
        tag(.span, .class("kind")) { HTML(label) }
        " "
      }
      HTML(item.text)
      if let aside = item.aside { tag(.span, .class("aside")) { HTML(aside) } }
      if !item.children.isEmpty {
        tag(.ul) { item.children.map { child in line(child) } }
      }
    }
  }

  private mutating func card(_ item: Item, level: Int) -> HTML {
    var diff: FileDiff?
    var isOpen = item.isOpen
    if case .diff(let text, _) = item.details.first {
      diff = FileDiff(shown: text)
      isOpen = isOpen && (diff?.lineCount ?? 0) <= Self.longestOpen
    }
    let isFile = item.details.contains(where: \.hasDiff)
    let body = HTMLBuilder.buildArray(item.details.map { html(of: $0, level: level + 1) })
    let name = isFile ? "item file" : "item \(item.tone?.rawValue ?? "")"
    return HTML(
      .details, [.class(name), .searched] + (isOpen ? [.open] : []),
      content: tag(.summary) { Self.summary(of: item, diff, level: level) }
        + tag(.div, .class("inside")) { body })
  }

  @HTMLBuilder private static func summary(
    of item: Item, _ diff: FileDiff?, level: Int
  ) -> HTML {
    HTML(heading(level), []) {
      if let label = item.label { tag(.span, .class("mark")) { HTML(label) } }
      named(item.text)
    }
    if item.aside != nil || diff != nil {
      tag(.span, .class("aside")) {
        if let aside = item.aside { HTML(aside) }
        if let diff {
          " "
          tag(.span, .class("plus")) { "+\(diff.added)" }
          " "
          tag(.span, .class("minus")) { "−\(diff.removed)" }
          HTML.unseen(" lines")
        }
      }
    }
  }

  // MARK: Tables

  /// Rows and columns, scrolled by itself where they are wider than the window.
  mutating func html(of table: Table) -> HTML {
    let marks = table.columns.prefix { $0.isEmpty }.count
    let rows = budget.taking(table.rows, table.noun, in: .table(columns: table.columns.count)) {
      Self.html(of: $0, marks: marks)
    }
    return HTML.wide(table.name) {
      tag(.table, .class("rows"), .label(table.name)) {
        tag(.thead) {
          tag(.tr) {
            table.columns.map { name in
              tag(.th, .scope("col")) {
                if name.isEmpty { HTML.unseen("State") }
                name.prefix(1).uppercased() + name.dropFirst()
              }
            }
          }
        }
        tag(.tbody) { rows }
      }
    }
  }

  private static func html(of row: Table.Row, marks: Int) -> HTML {
    let cells = row.cells.enumerated().map { column, lines in
      let content = HTMLBuilder.buildArray(
        lines.count == 1 ? [HTML(lines[0])] : lines.map { line in tag(.div) { HTML(line) } })
      if column == marks { return HTML(.th, [.scope("row")], content: content) }
      guard column < marks else { return HTML(.td, [], content: content) }
      return tag(.td) {
        tag(.span, .class("mark"), .ariaHidden) { content }
        HTML.unseen(row.tone?.word ?? "")
      }
    }
    let attributes = [.searched] + (row.tone.map { [HTML.Attribute.class($0.rawValue)] } ?? [])
    return HTML(.tr, attributes, content: HTMLBuilder.buildArray(cells))
  }

  /// What becomes of many things at many places, in words and colours.
  mutating func html(of grid: Grid) -> HTML {
    let rows = budget.taking(grid.rows, "row", in: .table(columns: grid.columns.count + 1)) { row in
      tag(.tr, .searched) {
        tag(.th, .scope("row")) {
          row.name
          if let count = row.count, count > 1 { " (\(count))" }
        }
        row.cells.map { cell in
          tag(.td, .class("cell \(cell.name)")) {
            tag(.span, .class("mark"), .ariaHidden) { cell.sign }
            cell.words
          }
        }
      }
    }
    return HTML.wide(grid.name) {
      tag(.table, .class("grid"), .label(grid.name)) {
        tag(.thead) {
          tag(.tr) {
            tag(.th, .scope("col")) { grid.corner }
            grid.columns.map { column in tag(.th, .scope("col")) { HTML.code(column) } }
          }
        }
        tag(.tbody) { rows }
      }
    }
  }
}

extension Item {
  /// The item where its label stands above it.
  fileprivate var withoutLabel: Item {
    var item = self
    item.label = nil
    return item
  }
}

extension Tone {
  /// The tone for those who hear the page.
  fileprivate var word: String {
    switch self {
    case .good: "as it should be"
    case .news, .note: "changed"
    case .warning: "to be looked at"
    case .error, .conflict: "not as it should be"
    case .muted: "nothing done"
    }
  }
}
