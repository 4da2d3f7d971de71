import ArgumentParser
import Editing
import Findings
import Rendering

/// `explain`: what a finding's code means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.explain.rawValue,
    abstract: "Tell what a finding's code means and what to do.",
    discussion: """
      Every finding has a code such as U203. Without a code all of them are listed.
      """)

  @Argument(
    help: ArgumentHelp("A finding's code or name, in capitals or not.", valueName: "code"),
    completion: .list(FindingCode.allCases.map(\.rawValue)))
  var code: String?

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func validate() throws {
    guard let code, FindingCode(named: code) == nil else { return }
    throw ValidationError(Self.unknown(code))
  }

  /// That there is no such code, and which one may be meant.
  static func unknown(_ code: String) -> String {
    let names = FindingCode.allCases.map(\.rawValue) + FindingCode.allCases.map(\.name)
    var message = "There is no finding '\(code)'."
    let wanted = code.uppercased()
    if let name = Suggestion.nearest(to: wanted, in: names)
      ?? Suggestion.nearest(to: code, in: names)
    {
      message += " Did you mean '\(name)'?"
    }
    return message + " 'confomeet-upgrade explain' lists them all."
  }

  func run() throws {
    let console = Console(try colorOptions.color)
    let renderer = ExplainRenderer(terminal: console.output)
    if let code = code.flatMap(FindingCode.init(named:)) {
      try console.print(renderer.page(for: code))
    } else {
      try console.print(renderer.list())
    }
  }
}
