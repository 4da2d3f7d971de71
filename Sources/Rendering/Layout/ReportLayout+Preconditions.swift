import Findings
import Reports

extension ReportLayout {
  /// More lines of them than this are not shown in a summary.
  private static let mostLines = 15

  /// What breaks and what has to be done before the containers are started, as a check list; then the commands.
  var preconditions: [Section] {
    guard let all = report.preconditions, !all.isEmpty else { return [] }
    let commands = all.filter { $0.kind == .command }
    var told = all.filter { $0.kind != .command }
    let room = Self.mostLines - commands.count
    var rest = 0
    if detail == .summary, told.count > room {
      rest = told.count - (room - 1)
      // What a person has to do is told before what happens by itself.
      let order: [ReportedPrecondition.Kind] = [.required, .todo, .breaks, .restart]
      let first = order.flatMap { kind in told.filter { $0.kind == kind } }.prefix(room - 1)
      told = told.filter(first.contains)
    }
    var blocks: [Block] = []
    if !told.isEmpty { blocks.append(.list(List("point", told.map(item)))) }
    if rest > 0 {
      blocks.append(.text(StyledText("and \(rest) more, with --verbose or in a report", .faint)))
    }
    if !commands.isEmpty {
      blocks.append(
        .text(StyledText("Then, with the options that you start the containers with:")))
    }
    blocks += commands.map { .line(.code($0.text)) }
    return [
      Section(
        "preconditions", "Before the containers are started", count: told.count + rest,
        noun: "point", blocks)
    ]
  }

  private func item(of precondition: ReportedPrecondition) -> Item {
    var text = StyledText()
    if !precondition.services.isEmpty {
      text.append("\(precondition.services.joined(separator: ", ")): ", .strong)
    }
    text.append(sentence: precondition.text)
    if let otherwise = precondition.otherwise { text.append(sentence: "; else \(otherwise)") }
    return Item(text, label: label(of: precondition.kind))
  }

  private func label(of kind: ReportedPrecondition.Kind) -> StyledText {
    switch kind {
    case .breaks: StyledText("breaks", .severity(.warning))
    case .required, .todo: StyledText("☐ first", .strong)
    case .restart, .command: StyledText("then", .faint)
    }
  }
}
