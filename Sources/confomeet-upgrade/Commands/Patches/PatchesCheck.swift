import ArgumentParser
import PatchKit

/// `patches check`: whether the manifests can be used.
struct PatchesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the manifests of the patch set.",
    discussion: """
      Reads all manifests strictly and shows everything that is wrong, with file, line and column. Exits with 1 when \
      there is anything.
      """)

  @OptionGroup
  var patchSetOptions: PatchSetOptions

  @OptionGroup
  var colorOptions: ColorOptions

  func run() throws {
    let console = try Console(colorOptions)
    let set = try patchSetOptions.read(console)
    console.show(set.notes)
    let variants = set.patches.flatMap(\.variants)
    let guarantees = set.patches.flatMap(\.guarantees) + variants.flatMap(\.guarantees)
    let facts = [
      count(set.patches.count, "patch", "patches"), count(variants.count, "variant"),
      count(variants.reduce(0) { $0 + $1.operations.count }, "operation"),
      count(variants.reduce(0) { $0 + $1.assumptions.count }, "assumption"),
      count(guarantees.count, "guarantee"),
    ]
    try console.print("\(set.name): \(facts.joined(separator: ", ")); nothing is wrong\n")
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? "\(one)s")"
  }
}
