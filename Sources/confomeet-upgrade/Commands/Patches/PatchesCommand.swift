import ArgumentParser
import PatchKit
import UpgradeKit

/// `patches`: what there is to say about a patch set.
struct PatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.patches.rawValue,
    abstract: "Check, show and extend the patch set.",
    subcommands: [
      PatchesList.self, PatchesShow.self, PatchesCheck.self, PatchesNew.self, PatchesTry.self,
      PatchesCapture.self, PatchesOperations.self,
    ],
    defaultSubcommand: PatchesList.self)
}
