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
      try replace(new.path, with: new.bytes)
    } catch {
      throw UpgradeFailure(error)
    }
    return (new, false)
  }

  /// Writes a file whole, with the folder it lies in, or leaves both as they were.
  private func replace(_ path: String, with bytes: [UInt8]) throws(FileSystemError) {
    let parent = path.utf8.lastIndex(of: Folder.slash).map { String(path[..<$0]) }
    let temporary = path + ".new"
    do throws(FileSystemError) {
      if let parent { try folder.createFolder(parent) }
      try folder.remove(temporary)
      try folder.create(
        temporary, bytes, permissions: Folder.permissions(.regular), flush: true)
      try folder.rename(temporary, over: path)
    } catch {
      // What is told is why it could not be written; the next run removes the draft, too.
      _ = try? folder.remove(temporary)
      if let parent { _ = try? folder.removeFolder(parent) }
      throw error
    }
  }
}
