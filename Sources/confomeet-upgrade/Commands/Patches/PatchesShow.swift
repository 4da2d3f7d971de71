import ArgumentParser
import PatchKit
import Rendering
import Reports

/// `patches show`: one patch, for people.
struct PatchesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a patch is for, does, relies on and guarantees.")

  @Argument(
    help: ArgumentHelp("The patch's id, as 'patches list' has it.", valueName: "patch"),
    completion: .custom { _, _, _ in Completions.patches })
  var id: String

  @OptionGroup
  var patchSetOptions: PatchSetOptions

  @OptionGroup
  var colorOptions: ColorOptions

  func run() throws {
    let console = Console(try colorOptions.color)
    let set = try patchSetOptions.read(console)
    try set.checkKnown(id)
    guard let patch = set[id] else { return }
    try console.print(ListText(terminal: console.output).render(DescribedPatch(patch, of: set)))
  }
}
