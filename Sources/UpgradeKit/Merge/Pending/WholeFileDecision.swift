import Editing
import GitKit

/// What a person can decide on a file that is in conflict as a whole, and how.
struct WholeFileDecision {
  private let path: TreePath
  private let isRemoved: Bool

  init(_ merged: MergedFile, _ conflict: Conflict<[UInt8]>) {
    self.init(merged.path, isRemoved: conflict.kind == .removedByTheirs)
  }

  /// - Parameter isRemoved: whether what is generated now has no such file.
  init(_ path: TreePath, isRemoved: Bool) {
    self.path = path
    self.isRemoved = isRemoved
  }

  /// What to do before an upgrade.
  func advice(release: String) -> String {
    commands(options: " --release \(release)") + "; then run again"
  }

  /// What to do when the rest of the upgrade is written.
  var adviceOnPending: String {
    commands(options: "")
      + "; or change the file by hand. Then `confomeet-upgrade upgrade --continue`"
  }

  private func commands(options: String) -> String {
    let command = "`confomeet-upgrade resolve \(ShellWord.quoted(path.text))\(options) --take"
    return
      "\(command) ours` keeps the file, \(command) theirs` \(isRemoved ? "removes it" : "replaces it with the generated one")"
  }
}
