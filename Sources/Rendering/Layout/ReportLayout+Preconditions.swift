import Findings
import Reports

extension ReportLayout {
  /// More lines of them than this are not shown in a summary.
  private static let mostLines = 15

  /// What breaks and what has to be done before the containers are started, as a check list; then the commands.
  var preconditions: [Section] {
    guard let all = report.preconditions, !all.isEmpty else { return [] }
    let commands = all.filter { $0.kind == .command }.map(\.text)
    let told = all.filter { $0.kind != .command }
    var shown = told
    if detail == .summary {
      shown = most(of: told, in: Self.mostLines)
      // What is left out takes a line as well.
      if shown.count < told.count { shown = most(of: told, in: Self.mostLines - 1) }
    }
    var blocks: [Block] = []
    if !shown.isEmpty { blocks.append(.list(List("point", shown.map(item)))) }
    let rest = told.count - shown.count
    if rest > 0 {
      blocks.append(.text(StyledText("and \(rest) more, with --verbose or in a report", .faint)))
    }
    if !commands.isEmpty {
      blocks.append(
        .text(StyledText("Then, with the options that you start the containers with:")))
      blocks.append(.commands(commands))
    }
    return [
      Section(
        "preconditions", "Before the containers are started", count: told.count,
        noun: "point", blocks)
    ]
  }

  /// As many as fit into some lines; what a person has to do and what breaks come before what happens by itself. One that
  /// is long makes way for shorter ones.
  private func most(
    of all: [ReportedPrecondition], in lines: Int
  ) -> [ReportedPrecondition] {
    let order: [ReportedPrecondition.Kind] = [.required, .breaks, .todo, .restart]
    var left = lines
    var first: [ReportedPrecondition] = []
    for precondition in order.flatMap({ kind in all.filter { $0.kind == kind } }) {
      let lines = item(of: precondition).lines(of: Self.width)
      guard lines <= left else { continue }
      left -= lines
      first.append(precondition)
    }
    return all.filter(first.contains)
  }

  /// The columns of a terminal that have room for what a point says: behind the longest label.
  private static let width = 80 - 11

  private func item(of precondition: ReportedPrecondition) -> Item {
    var text = StyledText()
    if !precondition.services.isEmpty {
      text.append("\(precondition.services.joined(separator: ", ")): ", .strong)
    }
    text.append(sentence: precondition.text)
    if let otherwise = precondition.otherwise { text.append(sentence: "; else \(otherwise)") }
    var item = Item(text, label: label(of: precondition.kind))
    item.isTask = precondition.kind == .required || precondition.kind == .todo
    return item
  }

  private func label(of kind: ReportedPrecondition.Kind) -> StyledText {
    switch kind {
    case .breaks: StyledText("breaks", .severity(.warning))
    case .required, .todo: StyledText("☐ first", .strong)
    case .restart, .command: StyledText("then", .faint)
    }
  }
}

extension Item {
  /// How many lines of so many columns its text takes when it is broken at spaces.
  fileprivate func lines(of width: Int) -> Int {
    var lines = 1
    var used = 0
    let quotes = text.runs.count(where: \.isQuoted) * 2
    for word in (text.plain + String(repeating: " x", count: quotes / 2)).split(separator: " ") {
      let length = word.unicodeScalars.count
      if used > 0, used + 1 + length > width {
        lines += 1
        used = 0
      }
      used += used == 0 ? length : length + 1
    }
    return lines
  }
}
