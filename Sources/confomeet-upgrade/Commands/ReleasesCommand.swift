import ArgumentParser
import GitKit
import PatchKit
import Rendering
import Reports
import UpgradeKit

/// `releases`: which releases upstream has.
struct ReleasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.releases.rawValue,
    abstract: "List upstream's releases, the locked one marked.",
    usage: "confomeet-upgrade releases [<options>] [<A..B>]",
    discussion: """
      Oldest first, a line for each: the name, the commit's day in UTC, the commit, the kind of the tag, and how many \
      releases it is from the locked one. What is new upstream is fetched first, unless '--offline' is given.

      EXAMPLES:
        confomeet-upgrade releases
        confomeet-upgrade releases stable-9364-1..
        confomeet-upgrade releases stable-9364-1..stable-10184 --offline
      """)

  @Argument(
    help: ArgumentHelp(
      "Only those from A to B, both included; either may be left out.", valueName: "A..B"),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var range: ReleaseRange?

  @Flag(name: .customLong("json"), help: "Print JSON, for programs.")
  var isJSON = false

  @OptionGroup
  var sourceOptions: SourceOptions

  @OptionGroup(title: "Deployment")
  var lockOptions: LockOptions

  @OptionGroup(title: "Output")
  var colorOptions: ColorOptions

  func run() throws {
    let console = Console(try colorOptions.color)
    let interruption = Interruption(isShowingProgress: Terminal.messages.isCapable)
    defer { interruption.finish() }
    let places = try sourceOptions.places(lockOptions, interruption)
    let releases = try console.onUpgrade { () throws(UpgradeFailure) in
      try Releases.run(range ?? .all, at: places) {
        interruption.begin($0.rawValue)
      }
    }
    interruption.finish()
    try console.print(
      isJSON
        ? releases.listing.json
        : ListText(terminal: console.output).render(
          releases.listing, locked: releases.locked?.commit.hex))
    for note in releases.notes { console.warn(note) }
  }
}
