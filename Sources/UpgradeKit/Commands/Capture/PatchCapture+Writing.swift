import Findings
import GitKit
import PatchKit

extension PatchCapture {
  /// Whether there is a new patch, whose title and reason a person knows.
  package var makesPatch: Bool { captured != nil }

  func final(_ title: String?, _ reason: String?) throws(UpgradeFailure) -> PatchSetDraft {
    guard let captured else { return amended.draft }
    return try amended.draft.adding(
      options.name, captured.files(title: title, reason: reason, guarantees: guarantees), context)
  }

  /// Writes the patch set, the lock and, where the edits are generated in another form, the edited files; in a dry run
  /// nothing.
  ///
  /// - Throws: ``UpgradeFailure``; nothing was written.
  package func write(title: String?, reason: String?) throws(UpgradeFailure) {
    guard !options.isDryRun else { return }
    try PatchWords.check([title, reason])
    let draft = try final(title, reason)
    let wanted = try draft.inputs.files(after: lock)
    var forms = ChangeSet()
    var back = ChangeSet()
    for path in edits.paths where options.only == nil {
      let place = edits.directory.appending(path)
      guard let file = wanted.tree[path], let edited = edits.edited[path], file != edited else {
        continue
      }
      forms.write(file, to: place, replacing: FileVersion(edited))
      back.write(edited, to: place, replacing: FileVersion(file))
    }
    try UpgradePlan.checkUncommittedChanges(
      forms.paths, in: context.places.deployment, directory: edits.directory)
    var changes = ChangeSet()
    for (path, file) in draft.changes(since: old) {
      let before = old[path].map { FileVersion($0) } ?? .absent
      if let file {
        changes.write(file, to: path, replacing: before)
      } else {
        changes.remove(path, replacing: before)
      }
    }
    changes.writeLock(wanted.lock.bytes, replacing: context.locked.version)
    // First the form alone, which loses nothing; then the patch set and the lock, both or none.
    if !forms.paths.isEmpty { try context.deployment.write(forms) }
    do throws(UpgradeFailure) {
      try PatchSetFolder.write(changes, context.places)
    } catch {
      if !forms.paths.isEmpty { try context.deployment.write(back) }
      throw error
    }
  }
}
