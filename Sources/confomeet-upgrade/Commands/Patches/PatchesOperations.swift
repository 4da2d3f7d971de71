import ArgumentParser
import Editing
import PatchKit

/// `patches operations`: the reference of what manifests can say.
struct PatchesOperations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operations",
    abstract: "Print the reference of operations, guarantees and conditions.",
    discussion:
      "The text is Markdown. Without a name it is the reference of both manifests as a whole.")

  @Argument(
    help: ArgumentHelp(
      "An operation, guarantee or condition, such as compose.set-volume.", valueName: "name"),
    completion: .list(Self.names))
  var name: String?

  func validate() throws {
    guard let name, !Self.names.contains(name) else { return }
    let nearest = Suggestion.nearest(to: name, in: Self.names).map { " Did you mean '\($0)'?" }
    throw ValidationError(
      "There is no operation, guarantee or condition '\(name)'.\(nearest ?? "")")
  }

  func run() throws {
    let console = Console(try ColorOptions.parse([]).color)
    let reference = Vocabulary.standard.reference
    try console.print(name.map { Self.sections($0, of: reference) } ?? reference)
  }

  private static var names: [String] {
    let vocabulary = Vocabulary.standard
    return vocabulary.operations.map(\.name)
      + vocabulary.guarantees.map(\.name)
      + vocabulary.conditions.map(\.name)
  }

  /// The sections with a name as their title; a guarantee and a condition may share one.
  private static func sections(_ name: String, of reference: String) -> String {
    var lines: [Substring] = []
    var isInside = false
    for line in reference.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#") { isInside = line == "### `\(name)`" }
      if isInside { lines.append(line) }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
