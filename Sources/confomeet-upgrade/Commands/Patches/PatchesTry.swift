import ArgumentParser
import Editing
import PatchKit
import Rendering
import Reports
import UpgradeKit

/// `patches try`: one patch, what it changes and where it goes.
struct PatchesTry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Apply one patch, and show what it changes.",
    usage: "confomeet-upgrade patches try [<options>] <patch> [<A..B>]",
    discussion: """
      Applies the patches up to this one to the newest release, or to the last of A..B, and shows what this one changes \
      in the files; then what becomes of it at all releases, or at those from A to B. Nothing is written.

      EXAMPLES:
        confomeet-upgrade patches try jvb-health
        confomeet-upgrade patches try jvb-health stable-9364-1..stable-10184

      EXIT STATUS:
        0    the patch has a conflict at none of the releases
        1    it could not be done
        3    conflicts
        130  interrupted
      """)

  @Argument(
    help: ArgumentHelp("The patch's id, as 'patches list' has it.", valueName: "patch"),
    completion: .custom { _, _, _ in Completions.patches })
  var id: String

  @Argument(
    help: ArgumentHelp(
      "Only the releases from A to B, both included; either may be left out.", valueName: "A..B"),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var range: ReleaseRange?

  @Flag(
    name: [.customShort("v"), .customLong("verbose")],
    help: "Show a line for every release. (CONFOMEET_VERBOSE)")
  private var verboseFlag = false

  @OptionGroup
  var sourceOptions: SourceOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func run() throws {
    let console = Console(try colorOptions.color)
    let isWhole = try verboseFlag || Variable.verbose.isOn()
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    defer { interruption.finish() }
    let places = try sourceOptions.places(interruption)
    let sources = try console.onUpgrade { () throws(UpgradeFailure) in try Sources(places) }
    try sources.patchSet.checkKnown(id)
    let result = try console.onUpgrade { () throws(UpgradeFailure) in
      try PatchTry.run(
        id, range ?? .all, with: sources, toolVersion: ToolVersion.current
      ) { interruption.begin($0.rawValue) }
    }
    interruption.finish()
    try console.print(ListText(terminal: console.output).render(result, isWhole: isWhole))
    if result.matrix.hasConflicts { throw ExitCode(3) }
  }
}

extension PatchSet {
  /// Refuses the id of no patch.
  func checkKnown(_ id: String) throws {
    guard self[id] == nil else { return }
    let ids = patches.map(\.id)
    let nearest = Suggestion.nearest(to: id, in: ids).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError(
      "There is no patch '\(id)'.\(nearest) There are \(ids.joined(separator: ", ")).")
  }
}
