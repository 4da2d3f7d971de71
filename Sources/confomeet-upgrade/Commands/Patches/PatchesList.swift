import ArgumentParser
import PatchKit
import Rendering
import Reports

/// `patches list`: the patches in order.
struct PatchesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the patches in the order in which they are applied.",
    discussion: "A line for each: its id, its title, and its variants where it has several.")

  @OptionGroup
  var patchSetOptions: PatchSetOptions

  @OptionGroup
  var colorOptions: ColorOptions

  func run() throws {
    let console = Console(try colorOptions.color)
    let set = try patchSetOptions.read(console)
    let patches = set.patches.map { patch in
      ListedPatch(
        id: patch.id, title: patch.title,
        variants: patch.variants.count > 1 ? patch.variants.map(\.name) : [])
    }
    try console.print(ListText(terminal: console.output).render(patches))
  }
}
