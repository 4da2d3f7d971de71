import Findings
import GitKit
package import PatchKit

/// Begins a patch: one that does nothing yet, with examples of what a patch can have.
package enum NewPatch {
  /// Writes the patch's folder, and its name at the end of the list of patches.
  ///
  /// - Parameters:
  ///   - title: what the patch does; `nil` to leave a blank.
  ///   - reason: why it is there; `nil` to leave a blank.
  /// - Returns: the manifest's path.
  /// - Throws: ``UpgradeFailure`` when the name is taken, or the patch set can't be written; nothing was written.
  package static func write(
    _ id: String, title: String?, reason: String?, at places: Places
  ) throws(UpgradeFailure) -> String {
    let set = try check(id, [title, reason], at: places)
    let patch = PatchTemplate(id, title: title, reason: reason).files
    let folder = PatchSetFolder.shownName(places.patches)
    guard let files = PatchList.adding(id, patch, to: set.files) else {
      throw PatchList.unknownForm(places)
    }
    let new: PatchSet
    do throws(ManifestError) {
      new = try PatchSetFolder.read(files, folder: folder)
    } catch {
      throw UpgradeFailure(error.findings)
    }
    guard new.patches.map(\.id) == set.patches.map(\.id) + [id] else {
      throw PatchList.unknownForm(places)
    }
    var changes = ChangeSet()
    for path in files.paths where files[path] != set.files[path] {
      guard let file = files[path] else { continue }
      changes.write(
        file, to: path, replacing: set.files[path].map { FileVersion($0) } ?? .absent)
    }
    try PatchSetFolder.write(changes, places)
    return "\(folder)/\(id)/patch.yaml"
  }

  /// Whether a patch of a name can be begun; before a person is asked for anything.
  ///
  /// - Throws: ``UpgradeFailure`` when it can't.
  package static func check(
    _ id: String, _ words: [String?] = [], at places: Places
  ) throws(UpgradeFailure) -> PatchSet {
    try PatchSetFolder.checkOwn(places)
    try PatchWords.check(words)
    try PatchSetFolder.recover(places) {}
    let set = try Sources(places).patchSet
    try PatchSetFolder.checkFree(id, in: set, places, "name another one, or edit that one")
    return set
  }
}
