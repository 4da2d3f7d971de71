import ArgumentParser
import Editing
import Findings
import Rendering

/// `explain`: what a finding's code means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell what a finding's code means and what to do.",
    discussion: """
      Every finding has a code such as U203. Without a code all of them are listed.
      """)

  @Argument(
    help: ArgumentHelp("A finding's code or name, in capitals or not.", valueName: "code"),
    completion: .list(FindingCatalogue.rules.map(\.code.rawValue)))
  var code: String?

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    guard let code, FindingCatalogue.rule(named: code) == nil else { return }
    let rules = FindingCatalogue.rules
    let names = rules.map(\.code.rawValue) + rules.map(\.name)
    var message = "There is no finding '\(code)'."
    let wanted = code.uppercased()
    if let name = Suggestion.nearest(to: wanted, in: names)
      ?? Suggestion.nearest(to: code, in: names)
    {
      message += " Did you mean '\(name)'?"
    }
    throw ValidationError(message + " 'confomeet-upgrade explain' lists them all.")
  }

  func run() throws {
    let console = try Console(colorOptions)
    let renderer = ExplainRenderer(terminal: console.output)
    if let rule = code.flatMap(FindingCatalogue.rule(named:)) {
      try console.print(renderer.page(for: rule))
    } else {
      try console.print(renderer.list())
    }
  }
}
