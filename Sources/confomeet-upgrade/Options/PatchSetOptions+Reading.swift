import PatchKit
import UpgradeKit

extension PatchSetOptions {
  /// Reads the patch set, or shows what is wrong with it.
  ///
  /// - Throws: `ExitCode` when it can't be used.
  func read(_ console: Console) throws -> PatchSet {
    try console.onUpgrade { () throws(UpgradeFailure) in
      try Sources(Places(deployment: "", patches: patches, lock: "", cache: "")).patchSet
    }
  }
}
