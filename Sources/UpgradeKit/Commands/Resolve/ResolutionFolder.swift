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

  /// Removes what a run that was killed has left in a patch set's folder, wherever that is.
  static func recover(_ path: String) throws(UpgradeFailure) {
    do throws(FileSystemError) {
      guard let folder = try Folder.ifThere(at: path) else { return }
      guard let path = try? TreePath(Resolution.folder),
        try folder.entry(at: path)?.kind == .folder
      else { return }
      for file in try folder.folder(path).listing().paths {
        let file = path.appending(file)
        if PatchSetFolder.isDraft(file) { try Draft.removeIfLeft(file.text, in: folder) }
      }
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
      try replace(new)
    } catch {
      throw UpgradeFailure(error)
    }
    return (new, false)
  }

  private func replace(_ resolution: Resolution) throws(FileSystemError) {
    let path = resolution.path
    let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) }
    let isNew = try parent.map { (parent) throws(FileSystemError) in
      try folder.entry(parent) == nil
    }
    if let parent { try folder.createFolder(parent) }
    do throws(FileSystemError) {
      try Draft(of: path, in: folder).replace(
        with: resolution.bytes, permissions: Folder.permissions(.regular), flush: true)
    } catch {
      if let parent, isNew == true { _ = try? folder.removeFolder(parent) }
      throw error
    }
  }
}
