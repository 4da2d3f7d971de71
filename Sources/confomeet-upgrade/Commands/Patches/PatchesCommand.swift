import ArgumentParser
import PatchKit
import UpgradeKit

/// `patches`: what there is to say about a patch set.
struct PatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patches",
    abstract: "Check and show the patch set.",
    subcommands: [
      PatchesList.self, PatchesShow.self, PatchesCheck.self, PatchesOperations.self,
    ],
    defaultSubcommand: PatchesList.self)
}

extension PatchSetOptions {
  /// Reads the patch set, or shows what is wrong with it.
  ///
  /// - Throws: `ExitCode` when it can't be used.
  func read(_ console: Console) throws -> PatchSet {
    do throws(UpgradeFailure) {
      return try PatchSetFolder.read(patches)
    } catch {
      console.show(error.findings)
      throw ExitCode.failure
    }
  }
}
