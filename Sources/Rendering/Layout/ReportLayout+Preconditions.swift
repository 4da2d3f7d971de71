import Findings
import Reports

extension ReportLayout {
  /// What is lost, breaks and has to be done before the containers are started, as a check list; then the commands.
  var preconditions: [Section] {
    guard let all = report.preconditions, !all.isEmpty else { return later }
    let commands = all.filter { $0.kind == .command }.map(\.text)
    let told = all.filter { $0.kind != .command }
    let summary = detail == .summary ? PreconditionSummary(told) : nil
    let items = summary?.items ?? told.map(PreconditionSummary.item)
    var blocks: [Block] = []
    if !items.isEmpty { blocks.append(.list(List("point", items))) }
    if let rest = summary?.rest { blocks.append(.text(StyledText(rest, .faint))) }
    if !commands.isEmpty {
      let isNamed = commands.contains { $0.contains(" -f ") }
      blocks.append(
        .text(
          StyledText(
            isNamed
              ? "Then, without the files of services that you don't run:"
              : "Then, with the options that you start the containers with:")))
      blocks.append(.commands(commands))
    }
    return [
      Section(
        "preconditions", Self.title, count: told.count, noun: "point", blocks)
    ]
  }

  private static let title = "Before the containers are started"

  /// That it isn't known yet, where a person has to decide first.
  private var later: [Section] {
    guard report.command == "upgrade" else { return [] }
    let text: String
    var commands: [Block] = []
    switch report.verdict {
    case .marked:
      text =
        "What has to be done depends on what is decided in the marked files. This tells it then:"
      commands = [.commands(["confomeet-upgrade upgrade --continue"])]
    case .conflicts:
      text =
        "What has to be done depends on what is decided above: the run that goes through tells it."
    default: return []
    }
    return [
      Section("preconditions", Self.title, noun: "point", [.text(StyledText(text))] + commands)
    ]
  }
}
