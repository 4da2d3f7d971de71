import Findings
import GitKit
import PatchKit

/// The folder of a patch set's resolutions, to write into.
struct ResolutionFolder {
  private let folder: Folder
  private let known: [Resolution]
  private let name: String

  /// Opens the folder of a patch set.
  init(_ path: String, of patchSet: PatchSet) throws(UpgradeFailure) {
    known = patchSet.resolutions
    name = PatchSetFolder.shownName(path)
    do throws(FileSystemError) {
      folder = try Folder(at: path)
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// Writes a resolution, in the place of one that is of the same conflict.
  ///
  /// - Returns: what is there now, and whether it was there before.
  func write(_ resolution: Resolution) throws(UpgradeFailure) -> (Resolution, isOld: Bool) {
    let old = known.first { $0.isOfSameConflict(as: resolution) }
    let new = resolution.replacing(old, folder: name)
    guard new.bytes != old?.bytes else { return (new, true) }
    do throws(FileSystemError) {
      if let slash = new.path.utf8.lastIndex(of: UInt8(ascii: "/")) {
        try folder.createFolder(String(new.path[..<slash]))
      }
      let temporary = new.path + ".new"
      try folder.remove(temporary)
      try folder.create(temporary, new.bytes, permissions: Folder.permissions(.regular))
      try folder.rename(temporary, over: new.path)
    } catch {
      throw UpgradeFailure(error)
    }
    return (new, false)
  }
}
