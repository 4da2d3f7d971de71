import ArgumentParser
import PatchKit
import Rendering

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
    var table = TextTable()
    for patch in set.patches {
      let variants = patch.variants.count > 1 ? patch.variants.map(\.name) : []
      table.add([
        StyledText(patch.id, .strong), StyledText(patch.title),
        StyledText(variants.joined(separator: ", "), .faint),
      ])
    }
    var page = TextPage(console.output)
    for line in table.lines(width: console.output.width) { page.addLine(line) }
    try console.print(page.text)
  }
}
