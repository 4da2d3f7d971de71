import Findings
import GitKit
package import PatchKit

/// Records that people live with a finding.
package enum Accept {
  /// What is recorded now.
  package struct Result: Sendable {
    /// The acceptance.
    package let acceptance: Acceptance
    /// The file that it is written in.
    package let file: String
    /// Whether one of the same findings was there before.
    package let isReplaced: Bool
  }

  /// Records an acceptance in the patch set.
  ///
  /// - Throws: ``UpgradeFailure`` when the patch set can't be read or written; nothing was written.
  package static func run(
    _ acceptance: Acceptance, at places: Places
  ) throws(UpgradeFailure) -> Result {
    let known = try Sources(places).accepted
    let file = "\(PatchSetFolder.shownName(places.patches))/\(Acceptance.fileName)"
    let old: [UInt8]?
    do throws(FileSystemError) {
      let folder = try Folder(at: places.patches)
      try Draft(of: Acceptance.fileName, in: folder).removeLeftovers()
      old =
        try folder.entry(Acceptance.fileName) == nil
        ? nil : folder.read(Acceptance.fileName).bytes
    } catch {
      throw UpgradeFailure(error)
    }
    let new = acceptance.written(to: old, replacing: known)
    guard isRead(new, known, with: acceptance) else {
      throw UpgradeFailure(
        .unreadableManifest, "\(file) has a form that can't be added to",
        places: [Place(.patchSet, file)],
        advice: ["write the list as one item below the other, then run again"])
    }
    do throws(FileSystemError) {
      if new != old {
        try Draft(of: Acceptance.fileName, in: Folder(at: places.patches)).replace(
          with: new, permissions: Folder.permissions(.regular), flush: true)
      }
    } catch {
      throw UpgradeFailure(error)
    }
    return Result(
      acceptance: acceptance, file: file,
      isReplaced: known.contains(where: acceptance.isOfSame))
  }

  /// Whether a file is read as all that was there, and the new one.
  private static func isRead(
    _ bytes: [UInt8], _ known: [Acceptance], with new: Acceptance
  ) -> Bool {
    guard let path = try? TreePath(Acceptance.fileName),
      let read = try? Acceptance.readAll(of: FileTree([path: FileTree.File(content: bytes)]))
    else { return false }
    func key(_ acceptance: Acceptance) -> String {
      [acceptance.subject, acceptance.reason, acceptance.until?.description ?? ""]
        .joined(separator: "\n")
    }
    let expected = known.filter { !$0.isOfSame(as: new) } + [new]
    return Set(read.map(key)) == Set(expected.map(key)) && read.count == expected.count
  }
}
